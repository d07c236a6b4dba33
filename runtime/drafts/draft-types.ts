/** A draft without its text. */
export interface DraftHead {
  /** Of the file in the pack. */
  readonly path: string;
  /** SHA-256 of the pack's text that it began from; null for a file that the pack does not have. */
  readonly basedOn: string | null;
  /** Another one with every change. */
  readonly version: number;
  /** Milliseconds. */
  readonly updatedAt: number;
}

export interface Draft extends DraftHead {
  readonly text: string;
}

/** Somebody else's draft: who has it, and since when it is as it is. */
export interface ForeignDraft {
  readonly path: string;
  /** An e-mail address. */
  readonly operator: string;
  /** Milliseconds. */
  readonly updatedAt: number;
}

/** Whose drafts are meant: every operator has drafts of their own in each app. */
export interface DraftOwner {
  readonly appId: number;
  readonly operatorId: number;
}

/** As many as an operator may have in an app, and as long as one may be, in UTF-16 units. */
export const MOST_DRAFTS = 200;
export const LONGEST_DRAFT = 1_000_000;
