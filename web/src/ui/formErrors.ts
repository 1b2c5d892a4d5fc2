import { ApiError, sentenceOf } from '@/api/client'
import { said } from '@/i18n'
import type { FormError } from './ErrorSummary.vue'

// The refusals of the server as errors of a form. `idOf` gives the id of the control of a field ("districts_min").
export function formErrors(error: unknown, idOf: (field: string) => string): FormError[] {
  if (!(error instanceof ApiError) || !error.body || error.status >= 500) return [{ field: '', sentence: sentenceOf(error) }]
  return error.problems.map((problem) => {
    const field = problem.field.split('/').filter(Boolean).at(0)
    return { field: field ? idOf(field) : '', sentence: said(problem) }
  })
}
