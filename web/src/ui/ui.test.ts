import { fireEvent, render, screen, within } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, nextTick } from 'vue'
import { ApiError } from '@/api/client'
import { refusal } from '@/testing/fakeServer'
import { expectAccessible } from '@/testing/mount'
import ErrorSummary from './ErrorSummary.vue'
import EmptyState from './EmptyState.vue'
import Field from './Field.vue'
import { formErrors } from './formErrors'
import LoadState from './LoadState.vue'
import Modal from './Modal.vue'
import Pager from './Pager.vue'
import Progress from './Progress.vue'
import Segmented from './Segmented.vue'
import Tag from './Tag.vue'

const apiError = (status: number, patch = {}) => new ApiError(status, refusal(status, 'x', patch).body as never)

describe('a field', () => {
  const Form = defineComponent({
    components: { Field },
    props: { error: String },
    template: `<Field id="name" v-slot="{ control }" label="Nom" hint="Entier" :error="error" required><input v-bind="control" /></Field>`,
  })

  it('links its label, its hint and its error to the control', async () => {
    const { container, rerender } = render(Form)
    const input = screen.getByRole('textbox', { name: /Nom/ })
    expect(input.getAttribute('aria-describedby')).toBe('name-hint')
    expect(input.hasAttribute('aria-invalid')).toBe(false)
    await rerender({ error: 'Donnez un nom.' })
    expect(input.getAttribute('aria-describedby')).toBe('name-hint name-error')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    await expectAccessible(container)
  })
})

describe('the summary of errors', () => {
  it('takes the focus when it appears, and each line leads to its field', async () => {
    document.body.replaceChildren()
    const field = document.createElement('input')
    field.id = 'login'
    document.body.append(field)
    const { container, rerender } = render(ErrorSummary, { props: { errors: [] } })
    expect(screen.queryByRole('alert')).toBeNull()
    await rerender({ errors: [{ field: 'login', sentence: 'Identifiant vide.' }, { field: '', sentence: 'Autre.' }], incident: 'A7' })
    await nextTick()
    const box = screen.getByRole('alert')
    expect(document.activeElement).toBe(box)
    expect(box.textContent).toContain('2 problèmes')
    expect(box.textContent).toContain('A7')
    await fireEvent.click(within(box).getByRole('link', { name: 'Identifiant vide.' }))
    expect(document.activeElement).toBe(field)
    await expectAccessible(container)
  })

  it('places each refusal of the server on its field', () => {
    const one = refusal(422, 'a', { field: '/districts_min', detail_fr: 'Trop petit.' }).body
    const errors = formErrors(apiError(422, { problems: [one] }), (field) => `proposal-${field}`)
    expect(errors).toEqual([{ field: 'proposal-districts_min', sentence: 'Trop petit.' }])
  })

  it('does not place a fault of the server on any field', () => {
    expect(formErrors(apiError(500, { field: '/name' }), String)[0]?.field).toBe('')
    expect(formErrors(new Error('bug'), String)).toHaveLength(1)
  })
})

describe('a choice of views', () => {
  const props = { label: 'Colorer par', modelValue: 'ase', options: [{ value: 'ase', label: 'ASE' }, { value: 'pmi', label: 'PMI' }] }

  it('is a group of radio buttons', async () => {
    const { container, emitted } = render(Segmented, { props })
    expect(screen.getByRole('group', { name: 'Colorer par' })).toBeTruthy()
    expect((screen.getByRole('radio', { name: 'ASE' }) as HTMLInputElement).checked).toBe(true)
    await fireEvent.click(screen.getByRole('radio', { name: 'PMI' }))
    expect(emitted('update:modelValue')).toEqual([['pmi']])
    await expectAccessible(container)
  })
})

describe('a window', () => {
  const Host = defineComponent({
    components: { Modal },
    props: { open: Boolean },
    emits: ['update:open'],
    template: `<Modal :open="open" title="Raccourcis" @update:open="$emit('update:open', $event)"><p>Texte</p></Modal>`,
  })

  it('opens and closes with its state, and says when it is closed', async () => {
    const { container, rerender, emitted } = render(Host, { props: { open: false } })
    expect(screen.queryByText('Texte')).toBeNull()
    await rerender({ open: true })
    await nextTick()
    expect(screen.getByRole('dialog', { name: 'Raccourcis' })).toBeTruthy()
    await expectAccessible(container)
    await fireEvent.click(screen.getByRole('button', { name: 'Fermer' }))
    expect(emitted('update:open')).toEqual([[false]])
    container.querySelector('dialog')?.dispatchEvent(new Event('close'))
    expect(emitted('update:open')).toHaveLength(2)
  })
})

describe('the state of a loading', () => {
  it('says nothing at first, then that it is coming', async () => {
    vi.useFakeTimers()
    render(LoadState, { props: { loading: true, error: null } })
    expect(screen.queryByRole('status')).toBeNull()
    await vi.advanceTimersByTimeAsync(350)
    expect(screen.getByRole('status').textContent).toContain('Chargement')
    vi.useRealTimers()
  })

  it('says the error, its incident, and offers to try again', async () => {
    const { container, emitted } = render(LoadState, { props: { loading: false, error: apiError(503, { incident: 'Z9' }) } })
    expect(screen.getByRole('alert').textContent).toContain('Z9')
    await fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }))
    expect(emitted('retry')).toHaveLength(1)
    await expectAccessible(container)
  })
})

describe('the pager', () => {
  it('moves by pages and stops at both ends', async () => {
    const { emitted, rerender, container } = render(Pager, { props: { offset: 0, limit: 50, total: 120 } })
    expect(screen.getByRole('status').textContent).toBe('1 à 50 sur 120')
    expect(screen.getByRole('button', { name: /Précédent/ }).getAttribute('aria-disabled')).toBe('true')
    await fireEvent.click(screen.getByRole('button', { name: /Précédent/ }))
    await fireEvent.click(screen.getByRole('button', { name: /Suivant/ }))
    await rerender({ offset: 100 })
    expect(screen.getByRole('status').textContent).toBe('101 à 120 sur 120')
    expect(screen.getByRole('button', { name: /Suivant/ }).getAttribute('aria-disabled')).toBe('true')
    await fireEvent.click(screen.getByRole('button', { name: /Suivant/ }))
    await fireEvent.click(screen.getByRole('button', { name: /Précédent/ }))
    expect(emitted('move')).toEqual([[50], [50]])
    await expectAccessible(container)
  })

  it('is silent about an empty list and needs no button for one page', async () => {
    const { rerender } = render(Pager, { props: { offset: 0, limit: 50, total: 0 } })
    expect(screen.queryByRole('status')).toBeNull()
    await rerender({ total: 9 })
    expect(screen.queryByRole('button')).toBeNull()
  })
})

describe('small pieces', () => {
  it('a status is an icon and a word', async () => {
    const { container } = render(Tag, { props: { tone: 'danger' }, slots: { default: 'Trou' } })
    expect(container.querySelector('svg')).toBeTruthy()
    expect(container.textContent).toContain('Trou')
  })

  it('a progress has a name and stays between 0 and 1', async () => {
    const { container, rerender } = render(Progress, { props: { label: 'Recherche', value: 0.62 } })
    expect(screen.getByRole('progressbar', { name: 'Recherche' }).getAttribute('value')).toBe('0.62')
    await rerender({ value: 7 })
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('1')
    await expectAccessible(container)
  })

  it('an empty state says why and what to do', async () => {
    const { container } = render(EmptyState, { props: { title: 'Rien', body: 'Importez.' }, slots: { default: '<a href="/x">Importer</a>' } })
    expect(screen.getByRole('heading', { name: 'Rien' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Importer' })).toBeTruthy()
    await expectAccessible(container)
  })
})
