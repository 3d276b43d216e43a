/** The nouns of the contract under the names the apps use. The shapes themselves are the server's: see `schema.ts`. */
import type { components, paths } from './schema'

type Schemas = components['schemas']
/** What a path answers with when all went well, where the shape bears no name that this app relies on. */
type Answer<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never
type Request<Operation> = Operation extends {
  requestBody: { content: { 'application/json': infer Body } }
}
  ? Body
  : never

export type Session = Schemas['Session']
export type Role = Schemas['SessionAgent']['role']
/** The session names them as text; those this app asks about are listed here, as `domain::permission` does. */
export type Permission =
  | 'serve_customers'
  | 'change_own_password'
  | 'read_own_history'
  | 'read_all_history'
  | 'edit_others_wrap_up'
  | 'listen_to_own_recordings'
  | 'listen_to_all_recordings'
  | 'download_recordings'
  | 'unmask'
  | 'read_customers'
  | 'edit_customers'
  | 'handle_callback_requests'
  | 'read_dashboard'
  | 'change_others_status'
  | 'read_settings'
  | 'edit_agents'
  | 'edit_admins'
  | 'edit_groups_and_queues'
  | 'edit_numbers'
  | 'edit_trunks'
  | 'edit_scenario'
  | 'publish_scenario'
  | 'edit_categories'
  | 'read_audit'

export type Desk = Schemas['Desk']
export type LiveCall = Schemas['LiveCall']
export type Waiting = Schemas['Waiting']
export type StatusKind = Schemas['Status']['kind']
export type AwayReason = NonNullable<Schemas['Status']['reason']>
/** What an agent may become now; `AfterCall` adds wrap-up, which follows a call by itself. */
export type StatusChoice = Schemas['StatusChoice']
export type AfterCall = Schemas['AfterCallChoice']

export type Interaction = Schemas['InteractionDetail']
export type InteractionRow = Schemas['InteractionRow']
export type Channel = InteractionRow['channel']
export type Outcome = InteractionRow['outcome']
export type DigitsTaken = Schemas['DigitsTaken']
export type LiveCallState = Schemas['LiveCallState']
export type TimelineKind = Schemas['TimelineEntry']['kind']
export type Visit = Schemas['Visit']
export type WrapUp = Schemas['WrapUp']
export type Waveform = Schemas['Waveform']

export type Customer = Schemas['Customer']
export type CustomerBody = Schemas['CustomerBody']
export type CallbackRequest = Schemas['CallbackRequest']
export type VoiceMessage = Schemas['VoiceMessage']
export type CallbackOutcome = Schemas['CloseForm']['outcome']

export type Dashboard = Schemas['Dashboard']
export type DashboardQueue = Schemas['QueueLine']
export type DashboardAgent = Schemas['AgentLine']
export type TrunkState = Schemas['Trunk']['state']

export type Agent = Schemas['Agent']
export type AgentGroup = Schemas['AgentGroup']
export type Queue = Schemas['Queue']
export type QueueBody = Schemas['QueueBody']
export type QueueRule = Schemas['QueueRule']
export type RoutingPolicy = Schemas['RoutingPolicy']
export type OwnedNumber = Schemas['Number']
export type Trunk = Schemas['Trunk']
export type TrunkBody = Schemas['TrunkBody']
export type Category = Schemas['Category']

export type Scenario = Schemas['Scenario']
export type ScenarioRow = Schemas['ScenarioSummary']
export type ScenarioVersion = Schemas['ScenarioVersion']
export type ScenarioDocument = Schemas['ScenarioDocument']
export type ScenarioNode = Schemas['ScenarioNode']
export type ScenarioAction = Schemas['ScenarioAction']
export type AnnouncementKind = keyof Schemas['ScenarioAnnouncements']
export type Weekday = keyof Schemas['ScenarioWeek']
export type TimeRange = Schemas['ScenarioTimeRange']
export type Holiday = Schemas['ScenarioHoliday']
export type HolidayKind = Holiday['kind']
export type Announcement = Schemas['ScenarioAnnouncement']
export type Takes = NonNullable<ScenarioNode['takes']>
export type Voice = ScenarioDocument['voice']
export type ScenarioTest = ScenarioDocument['tests'][number]
export type Expectation = ScenarioTest['expect']
export type ScenarioTestResult = Scenario['test_results'][number]
export type ForcedHours = NonNullable<Scenario['forced_hours']>
export type ScenarioFinding = Scenario['warnings'][number]
export type PublicHoliday = Answer<paths['/public-holidays']['get']>['items'][number]

export type Simulation = Answer<paths['/scenarios/{id}/simulate']['post']>
export type Happening = Simulation['happenings'][number]
type SimulationRequest = Request<paths['/scenarios/{id}/simulate']['post']>
export type SimulationStep = SimulationRequest['steps'][number]
export type Staffing = SimulationRequest['staffing']
export type SimulationChannel = SimulationRequest['channel']

export type Sound = Answer<paths['/sounds']['get']>['items'][number]

export type AuditEntry = Schemas['AuditEntry']
export type SignInEntry = Schemas['SignInEntry']

/** What the server says over /api/realtime. */
export type RealtimeEvent = Schemas['ServerMessage']
export type SettingsKind = Schemas['SettingsWord']
export type SignedOutReason = Schemas['SignedOutReason']
