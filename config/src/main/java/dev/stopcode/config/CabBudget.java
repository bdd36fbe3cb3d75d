package dev.stopcode.config;

/**
 * How much is fetched without anybody asking for it.
 *
 * @param perAlert dumps wanted for one failure of an alert
 * @param perDriverAndDay dumps requested for all failures of a driver on a day (UTC)
 * @param searchesPerDriverAndDay searches for dumps of a driver's failures on a day, each some calls of the vendor's API
 */
public record CabBudget(int perAlert, int perDriverAndDay, int searchesPerDriverAndDay) {}
