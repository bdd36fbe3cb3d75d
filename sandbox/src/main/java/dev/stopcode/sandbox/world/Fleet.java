package dev.stopcode.sandbox.world;

import dev.stopcode.devcenter.Flavour;
import java.util.ArrayList;
import java.util.List;

/** The computers of a source, and how often each property occurs among them. */
record Fleet(List<OsBuild> builds, Weighted buildShares, List<String> rings, Weighted ringShares, List<Model> models) {

    /** Index 0 is where a crash is counted until its market is known. */
    static final List<String> MARKETS = List.of(
            "Unknown", "US", "CN", "DE", "GB", "JP", "IN", "FR", "BR", "CA", "IT", "ES", "AU", "KR", "MX", "NL", "PL",
            "TR", "SE", "CH", "TW", "BE", "AT", "ZA", "CZ", "NO", "DK", "FI", "PT", "HU", "GR", "AR", "CL", "CO", "ID",
            "TH", "VN", "NZ", "IE", "RO");

    private static final List<String> MAKERS =
            List.of("Contoso", "Fabrikam", "Northwind", "Adatum", "Tailspin", "Litware", "Wingtip", "Proseware");
    private static final List<String> FAMILIES = List.of("Orion", "Latona", "Vega", "Corvus", "Altair", "Lyra");

    static final Weighted MARKET_SHARES = new Weighted(
            2, 30, 11, 9, 7, 6, 5, 4.5, 4, 3.2, 2.6, 2.2, 2, 1.8, 1.5, 1.3, 1.1, 1, .8, .8, .8, .6, .5, .5, .4, .4, .4,
            .3, .3, .3, .3, .2, .2, .2, .2, .2, .2, .2, .2, .2);

    static Fleet of(Flavour flavour, long seed) {
        return switch (flavour) {
            case WINDOWS_10 -> modern(models(seed, MAKERS, 8, false));
            case OEM -> modern(models(seed, MAKERS.subList(0, 1), 24, false));
            case WINDOWS_7_8 -> old(models(seed, MAKERS, 5, true));
        };
    }

    private static Fleet modern(List<Model> models) {
        return new Fleet(
                List.of(
                        new OsBuild("10.0.26100.4349", "Windows 11", "24H2"),
                        new OsBuild("10.0.22631.5472", "Windows 11", "23H2"),
                        new OsBuild("10.0.19045.5965", "Windows 10", "22H2"),
                        new OsBuild("10.0.26100.3775", "Windows 11", "24H2"),
                        new OsBuild("10.0.19045.5737", "Windows 10", "22H2"),
                        new OsBuild("10.0.22621.4317", "Windows 11", "22H2"),
                        new OsBuild("10.0.17763.7314", "Windows 10", "1809"),
                        new OsBuild("10.0.14393.8066", "Windows 10", "1607"),
                        new OsBuild("Unknown", "Unknown", "Unknown")),
                new Weighted(38, 20, 17, 9, 6, 4, 2.5, 1.5, 1),
                List.of(
                        "Windows 10 Retail",
                        "Release Preview",
                        "Insider Slow",
                        "Insider Fast",
                        "Beta",
                        "Dev",
                        "Unknown"),
                new Weighted(88, 3, 1.5, 1.5, 1, 1, 4),
                models);
    }

    private static Fleet old(List<Model> models) {
        return new Fleet(
                List.of(
                        new OsBuild("6.1.7601.24545", "Windows 7", "Windows 7 SP1"),
                        new OsBuild("6.3.9600.19994", "Windows 8.1", "Windows 8.1 Update"),
                        new OsBuild("6.1.7601.17514", "Windows 7", "Windows 7 SP1"),
                        new OsBuild("6.3.9600.9600", "Windows 8.1", "Windows 8.1"),
                        new OsBuild("6.2.9200.22376", "Windows 8", "Windows 8")),
                new Weighted(52, 27, 11, 7, 3),
                List.of("Unknown"),
                new Weighted(1),
                models);
    }

    private static List<Model> models(long seed, List<String> makers, int each, boolean old) {
        List<Model> models = new ArrayList<>();
        for (String maker : makers) {
            for (int i = 0; i < each; i++) {
                long roll = Dice.roll(seed, models.size());
                String family = FAMILIES.get(i % FAMILIES.size());
                int number = (old ? 100 : 500) + Dice.below(roll, 40) * 10 + i;
                String name = family + " " + number;
                String board = maker.substring(0, 1) + Integer.toHexString(0x8000 + Dice.below(Dice.mix(roll), 0x7FFF));
                models.add(new Model(maker, name, family, board, deviceType(roll), architecture(roll, old)));
            }
        }
        return List.copyOf(models);
    }

    private static String deviceType(long roll) {
        return (roll & 15) == 0 ? "Unknown" : "PC";
    }

    private static String architecture(long roll, boolean old) {
        boolean rare = (roll >>> 4 & 7) == 0;
        if (old) {
            return rare ? "x86" : "x64";
        }
        return rare ? "ARM64" : "x64";
    }
}
