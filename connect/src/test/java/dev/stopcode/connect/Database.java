package dev.stopcode.connect;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database with the repository's tables. */
final class Database {

    private final String url;

    private Database(String url) {
        this.url = url;
    }

    /** The server's own database. */
    static Database of(EmbeddedPostgres server) {
        return new Database(server.getJdbcUrl("postgres", "postgres"));
    }

    static Database create(EmbeddedPostgres server, String name) throws IOException, SQLException {
        of(server).execute("CREATE DATABASE " + name);
        Database database = new Database(server.getJdbcUrl("postgres", name));
        for (String file : new String[] {"schema.sql", "cabs.sql"}) {
            database.execute(Files.readString(Path.of("postgresql", file)));
        }
        return database;
    }

    /** What the connectors' files leave to the installation. */
    Map<String, String> endpoints() {
        return Map.of("connection.url", url, "connection.username", "postgres");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows as text by column. */
    List<Map<String, @Nullable String>> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Map<String, @Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, @Nullable String> row = new LinkedHashMap<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.put(result.getMetaData().getColumnName(column), result.getString(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    int count(String tableAndCondition) throws SQLException {
        return query("SELECT 1 FROM " + tableAndCondition).size();
    }
}
