package dev.stopcode.triage.dump;

/** How much of the memory a dump holds. */
public enum DumpType {
    FULL,
    /** Kernel memory. */
    KERNEL,
    HEADER,
    /** A few hundred kilobytes: the thread that failed and what it used. */
    MINI,
    /** Full, without pages that nobody used. */
    BITMAP_FULL,
    /** Kernel memory, as Windows 8 and later write it. */
    BITMAP_KERNEL,
    /** Kernel memory, as much as the page file had room for. */
    AUTOMATIC,
    /** Of one process. */
    USER
}
