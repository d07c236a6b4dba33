/** An operator as the sign-in needs it. */
export interface StoredOperator {
  readonly operatorId: number;
  readonly email: string;
  readonly passwordHash: string;
}

/** Who is signed in, until when (milliseconds). */
export interface SignedIn {
  readonly operatorId: number;
  readonly email: string;
  readonly expiresAt: number;
}

/** What the sign-in keeps. Tokens are stored as hashes only. */
export interface SignInStore {
  findOperator(email: string): Promise<StoredOperator | null>;
  /** Makes a session and returns its token, which exists nowhere else. */
  createSession(operatorId: number, expiresAt: number): Promise<string>;
  /** Null for an unknown or expired token. */
  findSession(token: string, now: number): Promise<SignedIn | null>;
  deleteSession(token: string): Promise<void>;
}
