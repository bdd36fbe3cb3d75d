package dev.stopcode.devcenter.reports;

/** What conditions compare and what rows are ordered by; its text is the vendor's name for it. */
public sealed interface Attribute permits ReportColumn, AggregatedColumn {}
