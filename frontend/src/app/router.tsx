import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import { deadLetterStatusSchema, runStatusListSchema, workflowStatusSchema } from '@eventloom/backend/contract';
import { z } from 'zod';
import { queryText, whenUnauthenticated } from '../api/client';
import { ErrorPage } from './error-page';
import { NotFoundPage } from './not-found-page';
import { queryClient } from './query-client';
import { requireNoSession, requireSession, requireSetup } from './session-guard';
import { Shell } from './shell';

/** Reads the query of a URL; what does not fit is left out rather than refused, for URLs are typed by people. */
function searchOf<Shape extends z.ZodRawShape>(shape: Shape) {
  const fields = Object.entries(shape);
  return (search: Record<string, unknown> & SearchSchemaInput) => {
    const kept = fields.flatMap(([name, field]) => {
      const parsed = z.safeParse(field, search[name]);
      return parsed.success && parsed.data !== undefined ? [[name, parsed.data]] : [];
    });
    return Object.fromEntries(kept) as z.output<z.ZodObject<{ [Name in keyof Shape]: z.ZodOptional<Shape[Name]> }>>;
  };
}

const text = z.string().min(1);
const time = z.iso.datetime({ offset: true });
const whole = z.coerce.number().int().min(1);
/** A path within this application; anything else could lead a person to a foreign page. */
const ownPath = z.string().regex(/^\/(?![/\\])/);

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: ErrorPage });

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  beforeLoad: requireSetup,
  component: lazyRouteComponent(() => import('../access/setup-page'), 'SetupPage'),
});

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: searchOf({ return: ownPath }),
  beforeLoad: requireNoSession,
  component: lazyRouteComponent(() => import('../access/login-page'), 'LoginPage'),
});

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: requireSession,
  component: Shell,
});

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../home/home-page'), 'HomePage'),
});

const workflowsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows',
  validateSearch: searchOf({ q: text, status: workflowStatusSchema }),
  component: lazyRouteComponent(() => import('../workflows/workflows-page'), 'WorkflowsPage'),
});

/** The editor stays as it is while the settings of its workflow are open. */
const editorRoute = createRoute({
  getParentRoute: () => shellRoute,
  id: 'editor',
  component: lazyRouteComponent(() => import('./editor-route'), 'EditorRoute'),
});

const drawingRoute = createRoute({
  getParentRoute: () => editorRoute,
  path: '/workflows/$workflowId',
  validateSearch: searchOf({ node: text }),
});

const workflowSettingsRoute = createRoute({
  getParentRoute: () => editorRoute,
  path: '/workflows/$workflowId/settings',
});

const workflowRunsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows/$workflowId/runs',
  beforeLoad: ({ params: { workflowId } }) => {
    throw redirect({ to: '/runs', search: { workflowId }, replace: true });
  },
});

const versionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows/$workflowId/versions',
  validateSearch: searchOf({ compare: text }),
  component: lazyRouteComponent(() => import('../editor/versions/versions-page'), 'VersionsPage'),
});

const runsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/runs',
  validateSearch: searchOf({
    ...{ workflowId: text, status: runStatusListSchema, from: time, to: time, q: text },
    ...{ eventId: text, version: whole, trigger: text, topic: text, minDurationMs: whole, tag: text },
  }),
  component: lazyRouteComponent(() => import('../runs/runs-page'), 'RunsPage'),
});

const runRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/runs/$runId',
  validateSearch: searchOf({ step: text, iteration: text, view: z.enum(['canvas', 'timeline']) }),
  component: lazyRouteComponent(() => import('../runs/run-page'), 'RunPage'),
});

const errorsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/errors',
  validateSearch: searchOf({ workflowId: text, status: z.enum(['resolved', 'all']) }),
  component: lazyRouteComponent(() => import('../errors/errors-page'), 'ErrorsPage'),
});

const errorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/errors/$fingerprint',
  component: lazyRouteComponent(() => import('../errors/error-group-page'), 'ErrorGroupPage'),
});

const eventsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/events',
  validateSearch: searchOf({ type: text, subject: text, from: time, to: time }),
  component: lazyRouteComponent(() => import('../events/events-page'), 'EventsPage'),
});

const eventRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/events/$eventId',
  validateSearch: searchOf({ view: z.enum(['tree', 'waterfall']) }),
  component: lazyRouteComponent(() => import('../events/event-page'), 'EventPage'),
});

const topicsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/topics',
  validateSearch: searchOf({ q: text }),
  component: lazyRouteComponent(() => import('../topics/topics-page'), 'TopicsPage'),
});

const topicRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/topics/$type',
  validateSearch: searchOf({ tab: z.enum(['consumers', 'schema', 'settings']) }),
  component: lazyRouteComponent(() => import('../topics/topic-page'), 'TopicPage'),
});

const mapRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/map',
  validateSearch: searchOf({ q: text, focus: text }),
  component: lazyRouteComponent(() => import('../map/map-page'), 'MapPage'),
});

const deadLettersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/dead-letters',
  validateSearch: searchOf({ workflowId: text, type: text, status: deadLetterStatusSchema, from: time, to: time }),
  component: lazyRouteComponent(() => import('../dead-letters/dead-letters-page'), 'DeadLettersPage'),
});

const schedulesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/schedules',
  component: lazyRouteComponent(() => import('../schedules/schedules-page'), 'SchedulesPage'),
});

const approvalsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/approvals',
  component: lazyRouteComponent(() => import('../runs/approvals-page'), 'ApprovalsPage'),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/api-keys',
  component: lazyRouteComponent(() => import('../settings/api-keys-page'), 'ApiKeysPage'),
});

const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/users',
  component: lazyRouteComponent(() => import('../settings/users/users-page'), 'UsersPage'),
});

const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/audit',
  validateSearch: searchOf({ actor: text, action: text, from: time, to: time }),
  component: lazyRouteComponent(() => import('../settings/audit/audit-page'), 'AuditPage'),
});

const retentionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/retention',
  component: lazyRouteComponent(() => import('../settings/retention/retention-page'), 'RetentionPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/users', replace: true });
  },
});

const routeTree = rootRoute.addChildren([
  setupRoute,
  loginRoute,
  shellRoute.addChildren([
    editorRoute.addChildren([drawingRoute, workflowSettingsRoute]),
    ...[workflowRunsRoute, versionsRoute],
    ...[homeRoute, workflowsRoute, runsRoute, runRoute],
    ...[errorsRoute, errorRoute],
    ...[eventsRoute, eventRoute, topicsRoute, topicRoute, mapRoute, deadLettersRoute],
    ...[schedulesRoute, approvalsRoute],
    ...[settingsRoute, usersRoute, apiKeysRoute, auditRoute, retentionRoute],
  ]),
]);

export const router = createRouter({
  routeTree,
  // Queries are plain text: the router's own JSON would turn `?q=12` into a number and a long id into another one.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const query = queryText(search);
    return query === '' ? '' : `?${query}`;
  },
  defaultPreload: 'intent',
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

whenUnauthenticated(() => {
  const { pathname, href } = router.state.location;
  if (pathname === '/login' || pathname === '/setup') return;
  queryClient.clear();
  void router.navigate({ to: '/login', search: { return: href } });
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
