// Times that may be allowed to a computation, in seconds.
export const allowedSeconds = [10, 30, 60, 120, 300, 600] as const
