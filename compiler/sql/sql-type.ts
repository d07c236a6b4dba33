import { sql } from "kysely";
import type { Scalar } from "../../dsl/binder/bound.ts";
import type { ElementType, Type } from "../../dsl/types/type.ts";
import type { Sql } from "../functions/function-row.ts";
import { elementOf } from "../plan/element-of.ts";

/** The PostgreSQL type that holds an element. Times and durations are milliseconds. */
export function sqlType(type: ElementType): Sql {
  switch (type.kind) {
    case "bool":
      return sql`boolean`;
    case "int":
    case "time":
    case "duration":
      return sql`bigint`;
    case "string":
    case "enum":
      return sql`text`;
    case "ip":
      return sql`inet`;
    case "cidr":
      return sql`cidr`;
  }
}

export function boundScalar(value: Scalar, type: Type): Sql {
  return sql`${value}::${sqlType(elementOf(type))}`;
}

/** A list as one array parameter, however long. */
export function boundArray(values: readonly Scalar[], element: ElementType): Sql {
  return sql`${values}::${sqlType(element)}[]`;
}
