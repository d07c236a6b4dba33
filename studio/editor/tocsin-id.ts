/** The name of the language, and the scheme of the addresses that its documents have inside the editor. */
export const TOCSIN = "tocsin";

/** Text of the language that is only looked at: it has the colours, and the language service does not hear of it. */
export const TOCSIN_TEXT = "tocsin-text";
