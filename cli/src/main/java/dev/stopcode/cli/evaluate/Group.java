package dev.stopcode.cli.evaluate;

import dev.stopcode.cli.csv.CountFile;

/** Rows of one name, which are judged together. */
interface Group {

    /**
     * Adds the row that the file stands at.
     *
     * @throws dev.stopcode.cli.error.UserError if it cannot be used
     */
    void add(CountFile row);

    /** Called once, when all rows are added, by any thread. */
    Results.OfGroup judge();
}
