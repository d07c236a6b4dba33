import classes from "./overview-page.module.css";

export interface NumberTileProps {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

/** One number of the overview; belongs inside a `dl`. */
export function NumberTile({ label, value, note }: NumberTileProps) {
  return (
    <div className={classes["tile"]}>
      <dt>{label}</dt>
      <dd className={classes["value"]}>{value}</dd>
      {note !== undefined && <dd className={classes["note"]}>{note}</dd>}
    </div>
  );
}
