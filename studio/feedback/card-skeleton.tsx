import { Skeleton } from "@mantine/core";
import { text } from "../text/text.ts";
import classes from "./card-skeleton.module.css";

export interface CardSkeletonProps {
  /** About how many lines will stand there, so that little moves when they come. */
  readonly rows: number;
}

/** A card whose content is on its way: a heading and lines of about its size. */
export function CardSkeleton({ rows }: CardSkeletonProps) {
  return (
    <div className={classes["card"]} role="status" aria-busy="true" aria-label={text.common.loading}>
      <Skeleton h={20} w="min(14rem, 60%)" mb={4} />
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} h={16} w={row % 3 === 2 ? "88%" : "100%"} />
      ))}
    </div>
  );
}
