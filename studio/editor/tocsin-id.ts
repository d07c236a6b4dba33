/** The name of the language, and the scheme of the addresses that its documents have inside the editor. */
export const TOCSIN = "tocsin";
