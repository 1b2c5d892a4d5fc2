import { fireEvent, render, screen } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, nextTick, ref } from 'vue'
import { ApiError } from '@/api/client'
import { setLanguage } from '@/i18n'
import { fakeClipboard } from '@/testing/clipboard'
import { refusal } from '@/testing/fakeServer'
import { expectAccessible, settle } from '@/testing/mount'
import LoadState from './LoadState.vue'
import Modal from './Modal.vue'
import PageActions from './PageActions.vue'
import PageHead from './PageHead.vue'
import Segmented from './Segmented.vue'

beforeEach(() => setLanguage('fr'))

describe('a window over the page', () => {
  const Page = defineComponent({
    components: { Modal },
    setup: () => ({ open: ref(false) }),
    template: '<button @click="open = true">Ouvrir</button><Modal v-model:open="open" title="Aide"><input aria-label="Nom" /></Modal>',
  })
  const show = vi.spyOn(HTMLDialogElement.prototype, 'showModal')

  it('opens as a modal dialog, which keeps the focus inside, named by its title', async () => {
    show.mockClear()
    const { container } = render(Page)
    expect(screen.queryByRole('dialog')).toBeNull()
    await fireEvent.click(screen.getByText('Ouvrir'))
    await settle()
    expect(screen.getByRole('dialog', { name: 'Aide' })).toBeTruthy()
    expect(container.querySelector('dialog')!.open).toBe(true)
    await expectAccessible(container)
  })

  it.each([
    ['its button', () => fireEvent.click(screen.getByRole('button', { name: 'Fermer' }))],
    ['Escape, which the browser turns into a closing', () => (screen.getByRole('dialog') as HTMLDialogElement).close()],
  ])('closes with %s, and what it held is gone', async (_, close) => {
    const { container } = render(Page)
    await fireEvent.click(screen.getByText('Ouvrir'))
    await settle()
    await close()
    await settle()
    expect(container.querySelector('dialog')!.open).toBe(false)
    expect(screen.queryByRole('textbox')).toBeNull()
    await fireEvent.click(screen.getByText('Ouvrir'))
    await settle()
    expect(screen.getByRole('textbox', { name: 'Nom' })).toBeTruthy()
  })
})

describe('what stands where content would', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    return () => vi.useRealTimers()
  })
  const status = () => screen.queryByRole('status')?.textContent

  it('says that it is coming only when it takes more than a blink', async () => {
    const { rerender } = render(LoadState, { props: { loading: true, error: null } })
    await vi.advanceTimersByTimeAsync(290)
    expect(status()).toBeUndefined()
    await vi.advanceTimersByTimeAsync(20)
    expect(status()).toBe('Chargement…')
    await rerender({ loading: false, error: null })
    expect(status()).toBeUndefined()
  })

  it('starts its wait anew for each loading', async () => {
    const { rerender } = render(LoadState, { props: { loading: true, error: null } })
    await vi.advanceTimersByTimeAsync(200)
    await rerender({ loading: false, error: null })
    await rerender({ loading: true, error: null })
    await vi.advanceTimersByTimeAsync(200)
    expect(status()).toBeUndefined()
  })

  it.each([
    ['a refusal in the words of the server', new ApiError(422, refusal(422, 'x', { detail_fr: 'Date trop ancienne.' }).body as never), 'Date trop ancienne.'],
    ['a fault with the number to give', new ApiError(500, refusal(500, 'x', { incident: 'K7' }).body as never), /panne.*Incident n°.K7/],
    ['the silence of the server', new ApiError(0, null), 'Le serveur ne répond pas'],
    ['a proxy that answers in HTML', new ApiError(502, null), 'Le serveur a rencontré une panne'],
    ['a defect of the program', new TypeError('x is not a function'), 'Un défaut du programme'],
  ])('says %s, and tries again', async (_, error, sentence) => {
    const { emitted } = render(LoadState, { props: { loading: false, error } })
    expect(screen.getByRole('alert').textContent).toMatch(sentence)
    await fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }))
    expect(emitted('retry')).toHaveLength(1)
  })
})

describe('an error in the place of a content', () => {
  const shown = (status: number) => render(LoadState, { props: { loading: false, error: new ApiError(status, refusal(status, 'x', { detail_fr: 'Dit par le serveur.', detail_en: 'Said by the server.' }).body as never) } })

  it.each([
    [403, 'Accès non ouvert', 'Access not open', false],
    [404, 'Page introuvable', 'Page not found', false],
    [409, 'Cette page n’a pas pu s’afficher', 'This page could not be shown', true],
    [429, 'Cette page n’a pas pu s’afficher', 'This page could not be shown', true],
    [500, 'Cette page n’a pas pu s’afficher', 'This page could not be shown', true],
  ])('of status %i is titled "%s" or "%s"; to try again is offered: %s', async (status, french, english, again) => {
    const { container } = shown(status)
    expect(screen.getByRole('heading').textContent?.trim()).toBe(french)
    expect(screen.queryByRole('button') !== null).toBe(again)
    setLanguage('en')
    await nextTick()
    expect(screen.getByRole('heading').textContent?.trim()).toBe(english)
    if (status < 500) expect(screen.getByText('Said by the server.')).toBeTruthy()
    await expectAccessible(container)
  })

  it('counts the wait of a loading, not of an error: nothing is left of the timer when one leaves', async () => {
    vi.useFakeTimers()
    const { unmount } = render(LoadState, { props: { loading: true, error: null } })
    unmount()
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })
})

describe('the head of a page', () => {
  const Page = defineComponent({
    components: { PageHead, PageActions },
    props: { title: { type: String, required: true }, table: { type: Boolean, default: undefined } },
    emits: ['toggle'],
    template: '<PageHead :title="title" trail="Territoire" lead="Ce que c’est."><PageActions :table="table" @toggle="$emit(\'toggle\')" /></PageHead>',
  })

  it('gives the page its title, in the tab too, and follows it', async () => {
    const { rerender, container } = render(Page, { props: { title: 'Pau' } })
    expect([screen.getByRole('heading', { level: 1 }).textContent, document.title]).toEqual(['Pau', 'Pau – Maillage'])
    await rerender({ title: 'Dax' })
    expect(document.title).toBe('Dax – Maillage')
    await expectAccessible(container)
  })

  it('gathers its actions in one bar, walked with the arrows', async () => {
    render(Page, { props: { title: 'Pau', table: false } })
    await nextTick()
    const names = screen.getAllByRole('button').map((button) => [button.textContent?.trim(), button.tabIndex])
    expect(names).toEqual([['Copier le lien', 0], ['Voir en tableau', -1], ['Imprimer', -1]])
    screen.getByText('Copier le lien').focus()
    await fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight' })
    expect(document.activeElement?.textContent?.trim()).toBe('Voir en tableau')
  })

  it('has no bar without an action', () => {
    render(PageHead, { props: { title: 'Pau' } })
    expect(screen.queryByRole('toolbar')).toBeNull()
  })

  it('turns the map into a table and back, and says which is shown', async () => {
    const { emitted, rerender } = render(Page, { props: { title: 'Pau', table: false } })
    await fireEvent.click(screen.getByRole('button', { name: 'Voir en tableau', pressed: false }))
    expect(emitted('toggle')).toHaveLength(1)
    await rerender({ title: 'Pau', table: true })
    expect(screen.getByRole('button', { name: 'Voir sur la carte', pressed: true })).toBeTruthy()
  })

  it('prints', async () => {
    const print = vi.fn()
    vi.stubGlobal('print', print)
    render(Page, { props: { title: 'Pau' } })
    await fireEvent.click(screen.getByRole('button', { name: 'Imprimer' }))
    expect(print).toHaveBeenCalledOnce()
  })

  it.each([[false, 'Lien copié', 1], [true, 'Copie refusée par le navigateur', 0]])('copies its link (refused: %s) and says so', async (refused, sentence, copies) => {
    const copied = fakeClipboard(refused)
    render(Page, { props: { title: 'Pau' } })
    await fireEvent.click(screen.getByRole('button', { name: 'Copier le lien' }))
    await settle()
    expect(screen.getByRole('status').textContent).toBe(sentence)
    expect(copied).toEqual(Array(copies).fill(location.href))
  })
})

describe('a choice between a few views', () => {
  it('is one group of radio buttons, which tells the one chosen', async () => {
    const options = [{ value: 'a', label: 'Un' }, { value: 'b', label: 'Deux' }]
    const { container, emitted } = render(Segmented as never, { props: { label: 'Vue', options, modelValue: 'a' } as never })
    expect(screen.getByRole('group', { name: 'Vue' })).toBeTruthy()
    expect((screen.getByRole('radio', { name: 'Un' }) as HTMLInputElement).checked).toBe(true)
    const radios = screen.getAllByRole('radio') as HTMLInputElement[]
    expect(new Set(radios.map((radio) => radio.name)).size).toBe(1)
    await fireEvent.click(screen.getByRole('radio', { name: 'Deux' }))
    expect(emitted('update:modelValue')).toEqual([['b']])
    await expectAccessible(container)
  })
})
