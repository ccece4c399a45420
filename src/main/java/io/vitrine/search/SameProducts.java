package io.vitrine.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Knows by what products are the same to a shopper: their picture, and the words of their name. */
@Repository
class SameProducts {

    private final JdbcClient database;

    SameProducts(JdbcClient database) {
        this.database = database;
    }

    /**
     * What a shopper knows a product by.
     *
     * @param picture null for a product without one
     * @param name equal for names of the same words, whatever their order, case or punctuation
     */
    record Looks(long productKey, @Nullable String picture, String name) {}

    /** Of the products that there still are, by key. */
    Map<Long, Looks> of(Collection<Long> productKeys) {
        Map<Long, Looks> looks = new HashMap<>();
        database.sql("select p.key, p.picture_hash, p.name_key from product p where p.key = any(:keys)")
                .param("keys", productKeys.toArray(Long[]::new))
                .query(SameProducts::looks)
                .list()
                .forEach(each -> looks.put(each.productKey(), each));
        return looks;
    }

    /** Every product a search could return that has the picture or the name of one of these, in the order of keys. */
    List<Looks> like(List<Looks> some, String catalogue, Scope scope, Filters filters) {
        FilterSql filter = FilterSql.of(filters);
        return database.sql("""
                        select p.key, p.picture_hash, p.name_key from %s
                        where p.catalogue = :in and (p.name_key = any(:names) or p.picture_hash = any(:pictures))
                          and %s and %s
                        order by p.key
                        """.formatted(scope.from(), scope.condition(), filter.condition()))
                .params(filter.parameters())
                .params(scope.parameters())
                .param("in", catalogue)
                .param("names", some.stream().map(Looks::name).toArray(String[]::new))
                .param("pictures", some.stream().map(Looks::picture).toArray(String[]::new))
                .query(SameProducts::looks)
                .list();
    }

    private static Looks looks(ResultSet row, int number) throws SQLException {
        return new Looks(row.getLong("key"), row.getString("picture_hash"), row.getString("name_key"));
    }
}
