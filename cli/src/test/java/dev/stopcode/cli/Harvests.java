package dev.stopcode.cli;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the newest harvest of each day of each source published.
 *
 * @param rows rows, all with 0 for the harvest's number
 * @param marks marks by source and day
 */
record Harvests(List<FailureHit> rows, Map<String, List<HarvestMark>> marks) {

    static Harvests of(Records records) {
        List<FailureHit> hits = Contents.all(records, Topics.FAILURE_HITS);
        Map<String, Long> ids = new HashMap<>();
        hits.forEach(hit -> ids.merge(day(hit), hit.getHarvestId(), Math::max));
        List<FailureHit> newest = hits.stream()
                .filter(hit -> Objects.equals(ids.get(day(hit)), hit.getHarvestId()))
                .toList();
        newest.forEach(hit -> hit.setHarvestId(0));
        return new Harvests(
                newest.stream().filter(hit -> hit.getMark() == null).toList(),
                newest.stream()
                        .filter(hit -> hit.getMark() != null)
                        .collect(Collectors.groupingBy(
                                Harvests::day, Collectors.mapping(FailureHit::getMark, Collectors.toList()))));
    }

    private static String day(FailureHit hit) {
        return hit.getSource() + ' ' + hit.getDate();
    }
}
