package dev.stopcode.sandbox.world;

/** What becomes of crashes. */
enum Fate {
    /** They arrive late, and a few are taken back. */
    USUAL,
    /** None is taken back. */
    PLANTED,
    /** All of a day are those of one computer. */
    ONE_DEVICE,
    /** All are taken back some days later. */
    TAKEN_BACK,
    /** They arrive three days late, or more. */
    LATE;

    /** Whether they come on top of what there is anyway. */
    boolean extra() {
        return this != USUAL && this != LATE;
    }
}
