export interface components {
  schemas: {
    Session: {
      login: string
      name: string
      roles: ('planner' | 'executive' | 'administrator')[]
      expires_at: string
      departement: components['schemas']['Departement'] | null
      demonstration: boolean
    }
    Departement: { code: string; name: string }
    Problem: {
      type: string
      title: string
      status: number
      code: string
      detail_fr: string
      detail_en: string
      field: string
      args: string[][]
      incident?: string
      problems?: components['schemas']['Problem'][]
    }
    Message: { code: string; args: string[][] }
    Job: {
      id: number
      kind: string
      owner: string
      state: 'queued' | 'running' | 'done' | 'stopped' | 'cancelled' | 'failed' | 'interrupted'
      fraction: number
      message: string
      partial: string
      problem: string
      created_at: string
      finished_at: string | null
    }
    MissionCount: { code: string; name_fr: string; name_en: string; sectors: number }
    Source: { name: string; vintage: string; licence: string; imported_at: string }
    Overview: {
      at: string
      departement: components['schemas']['Departement'] | null
      demonstration: boolean
      population: number
      counts: { commune: number; iris: number; epci: number; ept: number; site: number }
      unit_level: 'iris' | 'commune'
      missions: components['schemas']['MissionCount'][]
      change_dates: string[]
      sources: components['schemas']['Source'][]
    }
    PlaceRow: {
      level: string
      mission: string | null
      code: string
      name: string
      population: number
      estimated: boolean
      parent_code: string | null
      parent_name: string | null
      from: string
      to: string | null
    }
    Places: { total: number; items: components['schemas']['PlaceRow'][] }
    Site: {
      code: string
      name: string
      kind: 'mds' | 'antenne' | 'permanence' | 'pmi' | 'other'
      address: string
      commune_code: string
      lon: number
      lat: number
      x: number
      y: number
      from: string
      to: string | null
    }
    Sites: { items: components['schemas']['Site'][] }
    SectorRef: { mission: string; code: string; name: string }
    HistoryEvent: {
      date: string
      kind: 'created' | 'merged_into' | 'absorbed' | 'renamed' | 'code_changed' | 'closed'
      codes: string[]
      names: string[]
    }
    PlaceDetail: {
      place: components['schemas']['PlaceRow']
      area_km2: number | null
      memberships: components['schemas']['PlaceRow'][]
      members: components['schemas']['PlaceRow'][]
      sectors: components['schemas']['SectorRef'][]
      sites: components['schemas']['Site'][]
      history: components['schemas']['HistoryEvent'][]
    }
    Sector: { code: string; name: string; population: number }
    MissionAssignment: { mission: string; sectors: components['schemas']['Sector'][]; of_unit: number[] }
    Assignments: {
      unit_level: 'iris' | 'commune'
      units: string[]
      names: string[]
      populations: number[]
      missions: components['schemas']['MissionAssignment'][]
    }
    CodeName: { code: string; name: string }
    Fault: {
      kind: 'gap' | 'overlap' | 'pieces' | 'unknown_unit' | 'split_unit'
      sectors: components['schemas']['CodeName'][]
      units: string[]
      unit_names: string[]
      population: number
      reason: components['schemas']['Message']
    }
    Coverage: { mission: string; faults: components['schemas']['Fault'][] }
    PlaceRef: { level: string; code: string; name: string }
    Answer: {
      mission: string
      sector: components['schemas']['CodeName'] | null
      reason: components['schemas']['Message']
    }
    Candidate: { label: string; commune_code: string; street: string }
    Competence: {
      at: string
      asked: string
      place: components['schemas']['PlaceRef'] | null
      reason: components['schemas']['Message']
      answers: components['schemas']['Answer'][]
      mds: components['schemas']['Site'] | null
      candidates: components['schemas']['Candidate'][]
    }
    LineProblem: { line: number | null; column: string; code: string; sentence_fr: string; sentence_en: string }
    ImportReport: {
      kind: string
      file_name: string
      dry_run: boolean
      accepted: boolean
      rows: number
      created: number
      changed: number
      unchanged: number
      closed: number
      problems: components['schemas']['LineProblem'][]
      repairs: components['schemas']['LineProblem'][]
    }
    JobStarted: { job_id: number }
    ImportRow: {
      id: number
      kind: string
      file_name: string
      sha256: string
      imported_at: string
      by: string
      rows: number
      created: number
      changed: number
      closed: number
      source: string
      vintage: string
    }
    Imports: { items: components['schemas']['ImportRow'][] }
    Atom: { sectors: number[]; population: number; units: number }
    MissionSectors: { mission: string; name_fr: string; name_en: string; sectors: components['schemas']['Sector'][] }
    Pair: { a: string; b: string; residents_differing: number; share_differing: number; border_concordance: number }
    Disagreement: {
      at: string
      missions: string[]
      unit_level: 'iris' | 'commune'
      population: number
      residents_differing: number
      share_differing: number
      units: string[]
      atom_of_unit: number[]
      atoms: components['schemas']['Atom'][]
      mission_sectors: components['schemas']['MissionSectors'][]
      pairs: components['schemas']['Pair'][]
      identical_sectors: number
    }
    ProposalRequest: {
      name: string
      at: string | null
      missions: string[]
      districts_min: number
      districts_max: number
      balance: number
      stability: number
      seconds: number
      seed: number | null
      keep: 'none' | 'commune' | 'epci'
    }
    ProposalStarted: { id: number; job_id: number }
    ProposalRow: {
      id: number
      name: string
      created_at: string
      by: string
      state: components['schemas']['Job']['state']
      districts_min: number
      districts_max: number
      plans: number
    }
    Proposals: { items: components['schemas']['ProposalRow'][] }
    MovedByMission: { mission: string; residents: number }
    PlanSummary: {
      index: number
      districts: number
      tolerance: number
      inertia: number
      objective: number
      bound: number | null
      gap: number | null
      status: 'optimal' | 'feasible' | 'infeasible' | 'unknown'
      max_deviation: number
      moved_residents: number
      moved: components['schemas']['MovedByMission'][]
      cut_edges: number
      seconds: number
      seed: number
      plans: number
    }
    Impossibility: { code: string; units: string[]; have: number; limit: number; districts: number }
    ProposalProgress: { front: components['schemas']['PlanSummary'][]; best: number }
    Proposal: {
      id: number
      name: string
      created_at: string
      by: string
      request: components['schemas']['ProposalRequest']
      state: components['schemas']['Job']['state']
      job_id: number
      best: number
      front: components['schemas']['PlanSummary'][]
      impossibility: components['schemas']['Impossibility'] | null
    }
    PlanDistrict: { index: number; name: string; units: number; population: number; deviation: number }
    MovedUnit: { code: string; name: string; population: number; missions: string[] }
    Plan: {
      summary: components['schemas']['PlanSummary']
      units: string[]
      of_unit: number[]
      reference_mission: string
      before_of_unit: number[]
      districts: components['schemas']['PlanDistrict'][]
      before: components['schemas']['Sector'][]
      before_match: number[]
      moved: components['schemas']['MovedUnit'][]
    }
  }
}
