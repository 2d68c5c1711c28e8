// Package history checks what clients of PlanSpark have seen against what it promises. A run under faults
// is recorded, message by message, by the clients themselves, and joined at the end by what the database
// holds; Check names every promise that was broken. It knows messages and rows, and neither how they were
// made nor which faults there were.
package history
