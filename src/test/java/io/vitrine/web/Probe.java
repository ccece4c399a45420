package io.vitrine.web;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for the tests: one that reads a body of every sort of field, and some that fail. */
@RestController
@TestComponent
class Probe {

    enum Mode {
        VECTOR,
        HYBRID
    }

    record Inner(@Nullable Integer depth) {}

    record Body(
            @NotBlank String query,
            @Min(1) @Max(100) @Nullable Integer limit,
            @Nullable Mode mode,
            @Nullable Boolean exact,
            @Nullable Map<String, Object> filters,
            @Nullable List<String> texts,
            @Nullable @Valid Inner inner) {}

    @PostMapping("/api/search")
    Body echo(@RequestBody @Valid Body body) {
        return body;
    }

    @PostMapping("/api/change")
    String change() {
        return "changed";
    }

    @GetMapping("/api/things")
    String list(
            @RequestParam(defaultValue = "5") @Min(1) @Max(10) int limit,
            @RequestParam(required = false) @Nullable Mode mode) {
        return limit + " " + mode;
    }

    @GetMapping("/api/things/{id}")
    String get(@PathVariable UUID id) {
        return id.toString();
    }

    @GetMapping("/api/failures/{kind}")
    String fail(@PathVariable ErrorKind kind) {
        throw new Foreseen(kind);
    }

    @GetMapping("/api/breaks")
    String breaks() {
        throw new IllegalStateException("select secret from job");
    }

    @GetMapping("/api/database/{state}")
    String databaseEnds(@PathVariable String state) {
        throw new UncategorizedSQLException(
                "search", "select secret", new SQLException("terminating connection", state));
    }

    @GetMapping("/api/database")
    String database() {
        throw new DataAccessResourceFailureException("select secret from job");
    }

    private static final class Foreseen extends VitrineException {
        Foreseen(ErrorKind kind) {
            super(kind, "probe-failed", "The probe failed on purpose.");
        }
    }
}
