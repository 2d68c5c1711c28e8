// Package xlsx writes the figures of a plan as a workbook that reckons: the cells of the sheet Assumptions
// drive formulas for every month of the model, its funding and the three statements, so that changing an
// assumption moves the cash line. Recalculated by a spreadsheet program it agrees with the model to the
// minor unit; integers carry all amounts, and every rounding stands where the model has it.
//
// A workbook is built as expressions first. Each is written as a formula and reckoned here as well, so that
// programs that only show files have its value, and tests can compare the formulas with the model without
// another program. The file is written by excelize. The package starts no goroutines.
package xlsx
