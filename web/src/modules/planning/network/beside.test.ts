import { fireEvent, screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { serve as serveAll, type Asked } from '@/testing/fakeServer'
import { expectAccessible, mountPage, settle, tableNamed } from '@/testing/mount'
import { access, besideAccess } from '@/testing/network'
import NetworkPage from './NetworkPage.vue'

const serve = (found: unknown = besideAccess) => serveAll({ 'GET /planning/network/access': found })
const lastAsked = (asked: Asked[]) => Object.fromEntries(asked.filter(({ path }) => path === '/planning/network/access').at(-1)?.query ?? [])
const card = (title: string) => within(screen.getByRole('heading', { name: title }).closest('section')!)
const partners = 'Avec les points d’accès des partenaires'
const hours = 'Selon les heures d’ouverture'

describe('partners’ access points', () => {
  it('are said beside the houses, which keep their own figures', async () => {
    serve()
    const view = await mountPage(NetworkPage, '/planning/network')
    expect(screen.getByText(/77,8\s% des habitants \(700\) sont à 30 minutes ou moins d’une maison\./)).toBeTruthy()
    expect(card(partners).getByText(/88,9\s% des habitants sont à 30 minutes ou moins d’un lieu d’accueil, contre 77,8\s% avec les maisons seules\./)).toBeTruthy()
    const rows = tableNamed(partners).getAllByRole('row').slice(1)
    expect(rows[0]?.textContent).toMatch(/Maisons seules.*2.*55,6.*77,8.*16,9/)
    expect(rows[1]?.textContent).toMatch(/Maisons et points des partenaires.*4.*77,8.*88,9.*8,1/)
    expect(card(partners).getByText(/ils ne les remplacent pas/)).toBeTruthy()
    expect(card(partners).getByText(/estimé à vol d’oiseau/)).toBeTruthy()
    await expectAccessible(view.container)
  })

  it('are named with their file, and those put at the centre of their commune are said', async () => {
    serve()
    await mountPage(NetworkPage, '/planning/network')
    expect(card(partners).getByText(/^France services \(1\)\s: ANCT, France services, 2021\.$/)).toBeTruthy()
    expect(card(partners).getByText(/^CCAS\s: 1 au centre de la commune/)).toBeTruthy()
  })

  it('have their own mark and their own line of the legend, and the houses keep theirs', async () => {
    serve()
    const view = await mountPage(NetworkPage, '/planning/network')
    const drawn = [...view.container.querySelectorAll('.map .outline-points')].map((path) => path.getAttribute('d'))
    expect(drawn).toEqual(['M2500 500h.1M500 500h.1'])
    expect(screen.getByText('Point d’accès d’un partenaire')).toBeTruthy()
    expect(view.container.querySelectorAll('.map .site-mark')).toHaveLength(2)
  })

  it('are what is near, in the table of the farthest units and in the unit chosen', async () => {
    serve()
    await mountPage(NetworkPage, '/planning/network?place=00')
    const first = tableNamed('Du plus loin au plus proche').getAllByRole('row')[1]
    expect(first?.textContent).toMatch(/Unité 00.*48.*MDS du Centre.*Maison du Val \(France services\).*0/)
    expect(card('Unité 00').getByText(/Maison du Val \(France services\), 0\smin/)).toBeTruthy()
  })

  it('count as the form says, and the link keeps it; one kind at least stays', async () => {
    const asked = serve()
    const view = await mountPage(NetworkPage, '/planning/network')
    await fireEvent.click(screen.getByRole('checkbox', { name: 'CCAS (1)' }))
    await settle()
    expect(lastAsked(asked)).toMatchObject({ partners: 'franceservices' })
    expect(view.router.currentRoute.value.query.partners).toBe('franceservices')
    view.unmount()
    const kinds = besideAccess.complement.kinds.map((kind, index) => ({ ...kind, counted: index === 0 }))
    const alone = serve({ ...besideAccess, complement: { ...besideAccess.complement, kinds } })
    await mountPage(NetworkPage, '/planning/network?partners=ccas')
    const before = alone.length
    await fireEvent.click(screen.getByRole('checkbox', { name: 'CCAS (1)' }))
    await settle()
    expect(alone).toHaveLength(before)
  })

  it('that nobody imported are said to be missing, with the way to import them, and leave no trace elsewhere', async () => {
    serve(access)
    const view = await mountPage(NetworkPage, '/planning/network')
    expect(card(partners).getByText(/Aucun point d’accès de partenaires/)).toBeTruthy()
    expect(card(partners).getByRole('link', { name: 'Importer des points d’accès' })).toBeTruthy()
    expect(view.container.querySelector('.outline-points')).toBeNull()
    expect(tableNamed('Du plus loin au plus proche').queryByRole('columnheader', { name: /partenaire/ })).toBeNull()
  })

  it('that change nothing are said to', async () => {
    serve({ ...besideAccess, complement: { ...besideAccess.complement, publics: besideAccess.picture.publics } })
    await mountPage(NetworkPage, '/planning/network')
    expect(card(partners).getByText(/lieu d’accueil, autant qu’avec les maisons seules/)).toBeTruthy()
  })
})

describe('opening hours', () => {
  it('restrict the houses: what is sure, and what would be if the others were open as much', async () => {
    serve()
    await mountPage(NetworkPage, '/planning/network')
    expect(card(hours).getByText(/À 30 minutes ou moins\s: 77,8\s% des habitants d’une maison, de 66,7\s% à 77,8\s% d’une maison ouverte au moins 5 demi-journées/)).toBeTruthy()
    const rows = tableNamed(hours).getAllByRole('row').slice(1)
    expect(rows).toHaveLength(4)
    expect(rows[0]?.textContent).toMatch(/Toutes les maisons.*2.*55,6/)
    expect(rows[1]?.textContent).toMatch(/Ouvertes au moins une demi-journée par semaine.*1, et 1 sans horaires.*de 44,4\s% à 55,6\s%.*88,9\s%.*de 19 à 16,9/)
    expect(card(hours).getByText(/^Sans horaires connus ou lisibles\s: 1\./)).toBeTruthy()
    expect(card(hours).getByText(/Hypothèse : 8\./)).toBeTruthy()
  })

  it('are written house by house, and unknown ones say so', async () => {
    const opening = { ...besideAccess.opening, houses: [{ half_days: 10, partial: true }, { half_days: -1, partial: false }] }
    serve({ ...besideAccess, opening })
    await mountPage(NetworkPage, '/planning/network')
    const rows = tableNamed('Maison par maison').getAllByRole('row').slice(1)
    expect(rows[0]?.textContent).toMatch(/MDS du Centre.*lundi-vendredi 9h-12h, 14h-17h.*10 ou plus.*700/)
    expect(rows[1]?.textContent).toMatch(/Antenne du Coin.*inconnu.*inconnu.*200/)
  })

  it('that nobody wrote are asked for, in both languages', async () => {
    serve(access)
    await mountPage(NetworkPage, '/planning/network')
    expect(card(hours).getByText(/Personne n’a dit quand les maisons comptées sont ouvertes/)).toBeTruthy()
    setLanguage('en')
    await settle()
    expect(card('By opening hours').getByText(/Nobody said when the houses counted are open/)).toBeTruthy()
    setLanguage('fr')
  })
})
