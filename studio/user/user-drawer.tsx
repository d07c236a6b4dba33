import { Drawer } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { text } from "../text/text.ts";
import { UserDetails } from "./user-details.tsx";

/** The user that the address names (`?user=`), over whatever page is open. */
export function UserDrawer() {
  const { user } = useSearch({ from: "/signed-in" });
  const navigate = useNavigate();
  const shown = useLast(user);
  const [asking, setAsking] = useState(false);
  const close = () => void navigate({ to: ".", search: ({ user: _, ...rest }) => rest });
  return (
    <Drawer
      opened={user !== undefined}
      onClose={close}
      // A press of Escape closes what is on top, and no more: the library's listen to the whole window, each for itself.
      closeOnEscape={!asking}
      position="right"
      size={480}
      title={text.user.drawer}
      closeButtonProps={{ "aria-label": text.common.close }}
      overlayProps={{ backgroundOpacity: 0.25 }}
    >
      {shown !== undefined && <UserDetails name={shown} onAsking={setAsking} onErased={close} />}
    </Drawer>
  );
}

/** Keeps the last user on show while the drawer slides away. */
function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value);
  useEffect(() => {
    if (value !== undefined) setLast(value);
  }, [value]);
  return value ?? last;
}
