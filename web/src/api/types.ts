// The one place that names the generated schema: the rest of the front end speaks of `Overview`, `Job`, `Plan`…
import type { components } from './schema'

type Schemas = components['schemas']

export type Session = Schemas['Session']
export type ProblemBody = Schemas['Problem']
export type Message = Schemas['Message']
export type Job = Schemas['Job']
export type Overview = Schemas['Overview']
export type PlaceRow = Schemas['PlaceRow']
export type Places = Schemas['Places']
export type Site = Schemas['Site']
export type Sites = Schemas['Sites']
export type SectorRef = Schemas['SectorRef']
export type HistoryEvent = Schemas['HistoryEvent']
export type PlaceDetail = Schemas['PlaceDetail']
export type Sector = Schemas['Sector']
export type MissionAssignment = Schemas['MissionAssignment']
export type Assignments = Schemas['Assignments']
export type Fault = Schemas['Fault']
export type Coverage = Schemas['Coverage']
export type Answer = Schemas['Answer']
export type Competence = Schemas['Competence']
export type ImportRow = Schemas['ImportRow']
export type Imports = Schemas['Imports']
export type Atom = Schemas['AtomRow']
export type Pair = Schemas['PairRow']
export type QuantityRow = Schemas['QuantityRow']
export type Disagreement = Schemas['Disagreement']
export type ProposalRequest = Schemas['ProposalRequest']
export type ProposalRow = Schemas['ProposalItem']
export type Proposals = Schemas['ProposalList']
export type ProposalScenario = Schemas['ProposalScenario']
export type PlanSummary = Schemas['PlanSummary']
export type Impossibility = Schemas['ImpossibilityView']
export type Proposal = Schemas['ProposalPage']
export type PlanDistrict = Schemas['DistrictRow']
export type MovedUnit = Schemas['MovedUnit']
export type Plan = Schemas['PlanPage']
export type NewScenario = Schemas['NewScenario']
export type ScenarioItem = Schemas['ScenarioItem']
export type ScenarioRules = Schemas['ScenarioRules']
export type Scenario = Schemas['ScenarioPage']
export type ScenarioStep = Schemas['Step']
export type JournalLine = Schemas['JournalLine']
export type DraftMeasures = Schemas['DraftMeasures']
export type DistrictMeasure = Schemas['DistrictMeasure']
export type MadePassage = Schemas['MadePassage']
export type TravelTable = Schemas['TravelTable']
export type StudyImpossibility = Schemas['StudyImpossibility']
export type PlaceTold = Schemas['PlaceTold']
export type MinutesReport = Schemas['MinutesReport']
export type MinutesFault = Schemas['MinutesFault']
export type Stage = ScenarioItem['stage']
export type UnitExplanation = Schemas['UnitExplanation']
export type Alternative = Schemas['Alternative']
export type ScenarioComment = Schemas['Comment']
export type Transition = Schemas['Transition']
export type UnitChange = Schemas['UnitChange']
export type SectorChange = Schemas['SectorChange']
export type SiteChange = Schemas['SiteChange']
export type Comparison = Schemas['Comparison']
export type Compared = Schemas['Compared']
export type Concertation = Schemas['ConcertationItem']
export type Concertations = Schemas['ConcertationList']
export type Remark = Schemas['Remark']
export type RemarkState = Remark['state']
export type RemarkPage = Schemas['RemarkPage']
export type RemarkList = Schemas['RemarkList']
export type RemarkPlaceCount = Schemas['PlaceCount']
export type PublicConcertation = Schemas['PublicConcertation']
export type PublicPicture = Schemas['PublicPicture']
export type PublicMission = Schemas['PublicMission']
export type PublicPlace = Schemas['PublicPlace']
export type PublicRemarks = Schemas['PublicRemarks']
export type RemarkReceipt = Schemas['RemarkReceipt']
export type Travel = Schemas['Travel']
export type House = Schemas['House']
export type HouseOpening = Schemas['HouseOpening']
export type Complement = Schemas['Complement']
export type Grid = Schemas['Grid']
export type Public = Schemas['Public']
export type UnitNames = Schemas['UnitNames']
export type NetworkReach = Schemas['PublicReach']
export type NetworkAccess = Schemas['NetworkAccess']
export type StudyRequest = Schemas['StudyRequest']
export type StudyRow = Schemas['StudyItem']
export type Study = Schemas['StudyPage']
export type NetworkPoint = Schemas['NetworkPoint']
export type StudiedNetwork = Schemas['NetworkPage']
export type HouseDecision = StudiedNetwork['decisions'][number]
export type EnsembleRequest = Schemas['EnsembleRequest']
export type EnsembleRow = Schemas['EnsembleItem']
export type Ensemble = Schemas['EnsemblePage']
export type MapToPlace = Schemas['MapItem']
export type PlacedMap = Schemas['PlacedMap']
export type Draw = Schemas['DrawView']
export type DrawnMeasure = Schemas['MeasureView']
export type FormulaItem = Schemas['FormulaItem']
export type Means = Schemas['MeansPage']
export type MeansKind = Schemas['MeansKind']
export type MeansCell = Schemas['MeansCell']
export type MeansReason = Schemas['MeansReason']
export type MeansFloor = Schemas['MeansFloor']
export type MeansYear = Schemas['MeansYear']
export type SectorPosts = Schemas['SectorPosts']
export type NewPosts = Schemas['NewPosts']
export type Relay = Schemas['RelayHere']
export type ContinuityRequest = Schemas['ContinuityRequest']
export type ContinuityAnswer = Schemas['ContinuityAnswer']
export type ContinuityLayer = Schemas['ContinuityLayerPage']
export type ContinuityMove = Schemas['ContinuityMove']
export type ContinuityClash = Schemas['ContinuityClash']
export type ContinuityItem = Schemas['ContinuityItem']
export type ContinuityPlan = Schemas['ContinuityPage']

// What an import job publishes: every error and every repair by line of the file.
export interface LineProblem {
  line: number | null
  column: string
  code: string
  sentence_fr: string
  sentence_en: string
}
export interface ImportReport {
  kind: string
  file_name: string
  dry_run: boolean
  accepted: boolean
  rows: number
  created: number
  changed: number
  unchanged: number
  closed: number
  problems: LineProblem[]
  repairs: LineProblem[]
}

// What a proposal job publishes: how many plans the front holds, the best one, and as little of it as a map needs.
export interface LiveMap {
  of_unit: number[]
  names: string[]
  reference_mission: string
  before_match: number[]
}
export interface ProposalProgress {
  plans: number
  best: PlanSummary | null
  map: LiveMap | null
}

// What a study of the network publishes: its curve so far.
export interface StudyProgress {
  curve: NetworkPoint[]
}

// Routes read with GET and what they answer.
export interface Reads {
  '/access/session': Session
  '/jobs/{id}': Job
  '/territory/overview': Overview
  '/territory/places': Places
  '/territory/places/{level}/{code}': PlaceDetail
  '/territory/map': unknown
  '/territory/assignments': Assignments
  '/territory/quantities': Schemas['Quantities']
  '/territory/sites': Sites
  '/territory/coverage': Coverage
  '/territory/competence': Competence
  '/territory/imports': Imports
  '/planning/disagreement': Disagreement
  '/planning/proposals': Proposals
  '/planning/proposals/{id}': Proposal
  '/planning/proposals/{id}/plans/{index}': Plan
  '/planning/ensembles': Schemas['EnsembleList']
  '/planning/ensembles/maps': Schemas['MapList']
  '/planning/ensembles/{id}': Ensemble
  '/planning/means': Means
  '/planning/means/formulas': Schemas['FormulaList']
  '/planning/continuity': Schemas['ContinuityList']
  '/planning/continuity/{id}': ContinuityPlan
  '/planning/network/access': NetworkAccess
  '/planning/network/studies': Schemas['StudyList']
  '/planning/network/studies/{id}': Study
  '/planning/network/studies/{id}/networks/{index}': StudiedNetwork
  '/planning/scenarios': Schemas['ScenarioList']
  '/planning/scenarios/{id}': Scenario
  '/planning/scenarios/{id}/units/{code}': UnitExplanation
  '/planning/scenarios/{id}/comments': Schemas['CommentList']
  '/planning/scenarios/{id}/transition': Transition
  '/planning/comparison': Comparison
  '/planning/scenarios/{id}/concertations': Concertations
  '/planning/scenarios/{id}/remarks': RemarkList
  '/planning/scenarios/{id}/remarks/{remark}': RemarkPage
  '/concertation/{key}': PublicConcertation
  '/concertation/{key}/map': unknown
  '/concertation/{key}/remarks': PublicRemarks
}

// Routes that change something, and what they answer.
export interface Writes {
  '/access/session': Session
  '/jobs/{id}/stop': Job
  '/jobs/{id}/cancel': Job
  '/territory/imports': Schemas['JobStarted']
  '/planning/proposals': Schemas['ProposalStarted']
  '/planning/ensembles': Schemas['EnsembleStarted']
  '/planning/means/formulas': Schemas['FormulaList']
  '/planning/means/formulas/{id}/end': Schemas['FormulaList']
  '/planning/means/posts': Schemas['PostsWritten']
  '/planning/continuity': ContinuityPlan
  '/planning/continuity/preview': ContinuityAnswer
  '/planning/continuity/{id}/decision': ContinuityPlan
  '/planning/continuity/{id}/end': ContinuityPlan
  '/planning/network/studies': Schemas['StudyStarted']
  '/planning/network/studies/{id}/stage': Study
  '/planning/network/travel/tables': MinutesReport
  '/planning/network/travel/server': Schemas['TravelTables']
  '/planning/network/travel/minutes': Schemas['MinutesStarted']
  '/planning/scenarios': Scenario
  '/planning/scenarios/{id}/steps': Scenario
  '/planning/scenarios/{id}/plan': Scenario
  '/planning/scenarios/{id}/stage': Scenario
  '/planning/scenarios/{id}/comments': Schemas['CommentList']
  '/planning/scenarios/{id}/concertations': Concertations
  '/planning/scenarios/{id}/concertations/{concertation}/end': Concertations
  '/planning/scenarios/{id}/remarks/{remark}': RemarkPage
  '/concertation/{key}/remarks': RemarkReceipt
}
