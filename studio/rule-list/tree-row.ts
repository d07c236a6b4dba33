/** What a row of the tree needs to be one; `useTree` gives it. */
export interface TreeRow {
  readonly role: "treeitem";
  readonly "data-row": string;
  readonly "aria-level": number;
  /** The tab key stops at one row of the tree: the arrows lead to the others. */
  readonly tabIndex: 0 | -1;
}
