import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import type { Sql } from "../functions/function-row.ts";

/** Compiles an expression to text and parameters; it never connects anywhere. */
export function compileStatement(statement: Sql): CompiledQuery {
  const compiler = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new ListSharingCompiler(),
    },
  });
  return statement.compile(compiler);
}

/** Binds an array once, however often a statement mentions it: a list of 4 MB is sent once, not for each of its rules. */
class ListSharingCompiler extends PostgresQueryCompiler {
  readonly #places = new Map<unknown, string>();

  protected override appendValue(parameter: unknown): void {
    const known = this.#places.get(parameter);
    if (known !== undefined) {
      this.append(known);
      return;
    }
    super.appendValue(parameter);
    if (Array.isArray(parameter)) this.#places.set(parameter, this.getCurrentParameterPlaceholder());
  }
}
