import { Link } from "@tanstack/react-router";
import type { PackFile } from "../../api/index.ts";
import { text } from "../text/text.ts";
import classes from "./rule-list.module.css";
import type { TreeRow } from "./tree-row.ts";

export interface FileLinkProps {
  readonly file: PackFile;
  readonly open: boolean;
  readonly changed: boolean;
  readonly row: TreeRow;
}

export function FileLink({ file, open, changed, row }: FileLinkProps) {
  return (
    <Link
      {...row}
      to="/rules"
      search={(search) => ({ ...search, file: file.path })}
      className={classes["file"]}
      aria-selected={open}
      aria-current={open ? "true" : undefined}
      data-open={open}
    >
      <span className={classes["path"]}>{file.path}</span>
      {changed && (
        <span className={classes["mark"]} role="img" aria-label={text.rules.changed} title={text.rules.changed} />
      )}
      {file.errors > 0 && <span className={classes["errors"]}>{text.rules.problems(file.errors)}</span>}
    </Link>
  );
}
