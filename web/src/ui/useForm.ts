import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { FormError } from './ErrorSummary.vue'
import { formErrors } from './formErrors'

export interface SentForm {
  errors: ShallowRef<FormError[]>
  busy: Ref<boolean>
  // What is wrong with the control of that id, if anything.
  errorOf: (id: string) => string | undefined
  submit: () => Promise<void>
}

// A form that is sent. `faults` are those found here; without any, `send` asks the server, whose refusals lead to the
// controls that `idOf` names.
export function useForm(faults: () => FormError[], send: () => Promise<void>, idOf: (field: string) => string): SentForm {
  const errors = shallowRef<FormError[]>([])
  const busy = ref(false)
  async function submit(): Promise<void> {
    errors.value = faults()
    if (errors.value.length > 0 || busy.value) return
    busy.value = true
    try {
      await send()
    } catch (error) {
      errors.value = formErrors(error, idOf)
    } finally {
      busy.value = false
    }
  }
  return { errors, busy, errorOf: (id) => errors.value.find(({ field }) => field === id)?.sentence, submit }
}
