import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** Opens a user's drawer over the present page; the address names the user, so it can be sent. */
export function useOpenUser(): (name: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (user: string) => void navigate({ to: ".", search: (search) => ({ ...search, user }) }),
    [navigate],
  );
}
