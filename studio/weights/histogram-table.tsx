import type { Simulation } from "../../api/index.ts";
import { formatCount } from "../text/format.ts";
import { bandsOfTen } from "./bands-of-ten.ts";

export interface HistogramTableProps {
  readonly histogram: Simulation["histogram"];
  readonly columns: { readonly scores: string; readonly before: string; readonly after: string };
  readonly className: string | undefined;
}

/** The bars as numbers, ten scores a line: what who cannot see a chart reads. */
export function HistogramTable({ histogram, columns, className }: HistogramTableProps) {
  return (
    <table className={className}>
      <thead>
        <tr>
          <th scope="col">{columns.scores}</th>
          <th scope="col">{columns.before}</th>
          <th scope="col">{columns.after}</th>
        </tr>
      </thead>
      <tbody>
        {bandsOfTen(histogram).map(({ from, to, before, after }) => (
          <tr key={from}>
            <th scope="row">{`${from}–${to}`}</th>
            <td>{formatCount(before)}</td>
            <td>{formatCount(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
