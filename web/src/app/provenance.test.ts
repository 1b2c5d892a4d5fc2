import { beforeEach, describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { overview as someOverview, session as planner } from '@/testing/territory'
import { overview } from './overview'
import { provenance } from './provenance'
import { session } from './session'

const source = (name: string, vintage = '') => ({ name, vintage, licence: 'Licence Ouverte 2.0', imported_at: '2026-01-01T00:00:00Z' })

describe('what an image or a print says of its figures', () => {
  beforeEach(() => {
    session.value = { ...planner, demonstration: false }
    overview.value = { ...someOverview, sources: [source('IGN-Insee, CONTOURS-IRIS'), source('Insee', '2023'), source('Insee', '2023')] }
  })

  it('is each source once, with its year when it has one', () => {
    expect(provenance().replaceAll('\u00a0', ' ')).toBe('Sources : IGN-Insee, CONTOURS-IRIS, Insee (2023)')
  })

  it('is that they are invented, when they are', () => {
    session.value = { ...planner, demonstration: true }
    expect(provenance()).toMatch(/^Données de démonstration · Territoire inventé/)
    setLanguage('en')
    expect(provenance()).toMatch(/^Demonstration data · Invented territory/)
  })

  it('is nothing while nothing is known', () => {
    overview.value = null
    expect(provenance()).toBe('')
  })
})
