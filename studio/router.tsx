import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { isApiError } from "./client/api-error.ts";
import { sessionQuery } from "./client/queries.ts";
import { ErrorPage } from "./feedback/error-page.tsx";
import { LoadingPage } from "./feedback/loading-page.tsx";
import { NotFoundPage } from "./feedback/not-found-page.tsx";
import { loadPage } from "./load-page.ts";
import { OverviewPage } from "./overview/overview-page.tsx";
import { AppFrame } from "./shell/app-frame.tsx";
import { SignInPage } from "./sign-in/sign-in-page.tsx";
import { isPanel, type Panel } from "./workbench/panels.ts";

interface RouterContext {
  readonly queryClient: QueryClient;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search): { back?: string } => (isOwnPath(search["back"]) ? { back: search["back"] } : {}),
  component: SignInPage,
});

/** Everything behind the sign-in. `user` opens a user's drawer over any page, so a link to it can be sent. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  validateSearch: (search): { user?: string } =>
    typeof search["user"] === "string" && search["user"] !== "" ? { user: search["user"] } : {},
  beforeLoad: async ({ context, location }) => {
    try {
      return { session: await context.queryClient.ensureQueryData(sessionQuery()) };
    } catch (error) {
      if (!isApiError(error, "not_signed_in")) throw error;
      throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { back: location.href } });
    }
  },
  component: AppFrame,
});

const overviewRoute = createRoute({ getParentRoute: () => signedInRoute, path: "/", component: OverviewPage });

/** `file` is the open file of the pack, by its path; `panel` is what stands beside it, `beside` a second file of a split view; `who` is the user that it explains; `saved` a dry-run that was kept for a link. */
export const rulesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/rules",
  validateSearch: (search): { file?: string; panel?: Panel; beside?: string; who?: string; saved?: string } => ({
    ...(typeof search["file"] === "string" && { file: search["file"] }),
    ...(typeof search["beside"] === "string" && { beside: search["beside"] }),
    ...(isPanel(search["panel"]) && { panel: search["panel"] }),
    ...(typeof search["who"] === "string" && search["who"] !== "" && { who: search["who"] }),
    ...(typeof search["saved"] === "string" && /^[\w-]{16}$/.test(search["saved"]) && { saved: search["saved"] }),
  }),
  component: lazyRouteComponent(() => loadPage(import("./workbench/workbench-page.tsx")), "WorkbenchPage"),
});

const weightsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/weights",
  component: lazyRouteComponent(() => loadPage(import("./weights/weights-page.tsx")), "WeightsPage"),
});

/** `list` is the open one, by name. */
const listsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/lists",
  validateSearch: (search): { list?: string } => (typeof search["list"] === "string" ? { list: search["list"] } : {}),
  component: lazyRouteComponent(() => loadPage(import("./lists/lists-page.tsx")), "ListsPage"),
});

const dataSourcesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/data-sources",
  component: lazyRouteComponent(() => loadPage(import("./data-sources/data-sources-page.tsx")), "DataSourcesPage"),
});

const connectRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/connect",
  component: lazyRouteComponent(() => loadPage(import("./connect/connect-page.tsx")), "ConnectPage"),
});

export function createStudioRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      signInRoute,
      signedInRoute.addChildren([overviewRoute, rulesRoute, weightsRoute, listsRoute, dataSourcesRoute, connectRoute]),
    ]),
    context: { queryClient },
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: LoadingPage,
    defaultPreload: false,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createStudioRouter>;
  }
}

/** Only a path of this origin may be gone back to: `//host` and `/\host` lead elsewhere. */
function isOwnPath(value: unknown): value is string {
  return typeof value === "string" && /^\/(?![/\\])/.test(value);
}
