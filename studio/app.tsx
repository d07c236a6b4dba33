import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { sessionQuery } from "./client/queries.ts";
import { createQueryClient } from "./client/query-client.ts";
import { createStudioRouter } from "./router.tsx";
import { resolveVariables, theme } from "./theme/theme.ts";

/** Also read by `public/color-scheme.js`, before the first paint. */
const colorSchemes = localStorageColorSchemeManager({ key: "tocsin-color-scheme" });

/** The composition root: one query client, one router, one theme. */
export function App() {
  const [{ queryClient, router }] = useState(assemble);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      cssVariablesResolver={resolveVariables}
    >
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-left" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function assemble() {
  const queryClient = createQueryClient({
    onSignedOut: () => {
      queryClient.removeQueries({ queryKey: sessionQuery().queryKey });
      // The guard of the signed-in part runs again and leads to the sign-in.
      void router.invalidate();
    },
  });
  const router = createStudioRouter(queryClient);
  return { queryClient, router };
}
