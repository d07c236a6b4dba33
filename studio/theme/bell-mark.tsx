export interface BellMarkProps {
  readonly size: number;
  /** `ink` on a brass ground, where brass would not be seen. */
  readonly tone?: "brass" | "ink";
}

/** The bell of the name, drawn in brass; decoration beside text that says the same. */
export function BellMark({ size, tone = "brass" }: BellMarkProps) {
  const [fill, line] = TONES[tone];
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M16 3a2.2 2.2 0 0 1 2.2 2.2v.6c3.9 1 6.2 4.4 6.2 9 0 4.2 1 5.8 2.5 7.3.7.7.2 1.9-.8 1.9H5.9c-1 0-1.5-1.2-.8-1.9 1.5-1.5 2.5-3.1 2.5-7.3 0-4.6 2.3-8 6.2-9v-.6A2.2 2.2 0 0 1 16 3Z"
        fill={fill}
        stroke={line}
        strokeWidth="0.8"
      />
      <path d="M9.5 20h13" stroke={line} strokeWidth="1.2" strokeLinecap="round" />
      <circle cx="16" cy="27.3" r="2.3" fill={line} />
    </svg>
  );
}

const TONES = {
  brass: ["var(--tocsin-brass-fill)", "var(--tocsin-brass)"],
  ink: ["currentColor", "currentColor"],
} as const;
