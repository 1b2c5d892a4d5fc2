// How one column of a table is read, shown, sorted and exported.
export interface Column<Row> {
  key: string
  label: string
  text: (row: Row) => string
  // What goes to the CSV file, when it is not the text shown (a raw number rather than "1 234").
  raw?: (row: Row) => string | number
  numeric?: boolean
  nowrap?: boolean
  // Exported, but not shown: its content is already in the cell of another column.
  hidden?: boolean
  // Left out of prints: only good for acting.
  screenOnly?: boolean
  sortable?: boolean
  // Its least width (`8rem`). A table whose columns all have one is laid out from them, not from its cells: a cell that
  // changes then moves no other, which a table that follows the pencil needs.
  width?: string
}

export interface Sorting {
  key: string
  descending: boolean
}

const needsQuotes = /[";\r\n]/

// One field of a CSV file. A text that a spreadsheet would run as a formula is made harmless by an apostrophe.
export function csvField(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value)
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

// The rows as a CSV file for French spreadsheets: semicolons, CRLF, byte order mark.
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const head = columns.map((column) => csvField(column.label))
  const body = rows.map((row) => columns.map((column) => csvField((column.raw ?? column.text)(row))))
  return `\ufeff${[head, ...body].map((fields) => fields.join(';')).join('\r\n')}\r\n`
}
