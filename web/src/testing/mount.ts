import { render, screen, within, type RenderResult } from '@testing-library/vue'
import axe from 'axe-core'
import { flushPromises } from '@vue/test-utils'
import { expect, vi } from 'vitest'
import type { Component } from 'vue'
import type { Session } from '@/api/types'
import { createMemoryHistory, createRouter, type Router, type RouteRecordRaw } from 'vue-router'
import { currentSession, session } from '@/app/session'
import { loadOverview } from '@/app/overview'
import { setLanguage } from '@/i18n'
import { forgetLayers } from '@/map/useMapLayer'
import { planningRoutes } from '@/modules/planning/routes'
import { territoryRoutes } from '@/modules/territory/routes'
import { session as planner } from './territory'

export interface Mounted extends RenderResult {
  router: Router
}

// Lets every pending answer, watcher and rendering finish.
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await flushPromises()
}

const blank = { template: '<p />' }
function stubbed(routes: RouteRecordRaw[]): RouteRecordRaw[] {
  return routes.map((route) => ({ path: route.path, name: route.name!, component: blank }))
}

// A page as the router would show it at that address, for a planner unless other roles are said, with the overview loaded.
export async function mountPage(page: Component, address: string, props: Record<string, unknown> = {}, roles: Session['roles'] = planner.roles): Promise<Mounted> {
  setLanguage('fr')
  forgetLayers()
  await currentSession()
  session.value = { ...planner, roles }
  await loadOverview(undefined)
  const signIn = { path: '/access/sign-in', name: 'sign-in', component: blank, meta: { open: true } }
  const router = createRouter({ history: createMemoryHistory(), routes: [...stubbed(territoryRoutes), ...stubbed(planningRoutes), signIn] })
  await router.push(address)
  const view = render(page, { props, global: { plugins: [router] } })
  await settle()
  // Parts that the first look does not need come with files of their own.
  await vi.dynamicImportSettled()
  await settle()
  return { ...view, router }
}

// What is inside the table of that caption.
export function tableNamed(caption: string) {
  return within(screen.getByText(caption, { selector: 'caption' }).closest('table')!)
}

// No breach of WCAG 2.1 A and AA that a machine can see. Contrast needs a real browser: the journeys check it.
export async function expectAccessible(container: Element): Promise<void> {
  const found = await axe.run(container, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
    rules: { 'color-contrast': { enabled: false } },
  })
  expect(found.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([])
}
