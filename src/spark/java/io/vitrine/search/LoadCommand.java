package io.vitrine.search;

import io.vitrine.spark.EmbeddingPlan;
import io.vitrine.spark.PartitionFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings embedded vectors into the service's database. */
@NullMarked
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Loads embedded vectors into the service's database, which SPRING_DATASOURCE_URL, _USERNAME and "
                + "_PASSWORD name; the next indexing run takes them instead of embedding.")
public final class LoadCommand implements Callable<Integer> {

    @Option(names = "--vectors", required = true, description = "Directory that the embedding has written.")
    private Path vectors = Path.of("");

    @Option(names = "--model", required = true, description = "Name of the version that the vectors are of.")
    private String model = "";

    @Option(names = "--catalogue", defaultValue = "main", description = "Default: ${DEFAULT-VALUE}.")
    private String catalogue = "main";

    @Option(names = "--database", defaultValue = "${SPRING_DATASOURCE_URL}", required = true, hidden = true)
    private String url = "";

    @Option(names = "--user", defaultValue = "${SPRING_DATASOURCE_USERNAME}", hidden = true)
    private @Nullable String user;

    @Option(names = "--password", defaultValue = "${SPRING_DATASOURCE_PASSWORD}", hidden = true)
    private @Nullable String password;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        DriverManagerDataSource dataSource = new DriverManagerDataSource(url);
        dataSource.setUsername(user);
        dataSource.setPassword(password);
        VectorLoad load = new VectorLoad(dataSource);
        load.check(model, EmbeddingPlan.read(vectors).modelHash());
        List<Path> finished = new PartitionFiles(vectors).vectors();
        VectorLoad.Loaded loaded = load.load(finished, model, catalogue);
        System.out.printf(
                "%,d vectors of %,d partitions wait in %s for products of the catalogue '%s'%n",
                loaded.added(), finished.size(), loaded.table(), catalogue);
        return 0;
    }
}
