package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.WithPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@WithPostgres
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms"
        })
class SearchIT extends SearchBehaviour {

    @Test
    void comparesEveryVectorOfASmallCatalogue() {
        JsonNode answer = search("{\"query\":\"shoes\",\"mode\":\"vector\"}");
        assertThat(answer.path("exact").booleanValue()).isTrue();
        assertThat(answer.path("hits").size()).isEqualTo(SearchQuery.DEFAULT_LIMIT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {}                                                       | query
                    {"query":null}                                           | query
                    {"query":""}                                             | query
                    {"query":" \\t "}                                        | query
                    {"query":5}                                              | query
                    {"query":["a"]}                                          | query
                    {"query":"\\ud800"}                                      | query
                    {"query":"a\\u0000b"}                                    | query
                    {"query":"a","limit":0}                                  | limit
                    {"query":"a","limit":-1}                                 | limit
                    {"query":"a","limit":101}                                | limit
                    {"query":"a","limit":100000}                             | limit
                    {"query":"a","limit":99999999999999999999}               | limit
                    {"query":"a","limit":"ten"}                              | limit
                    {"query":"a","limit":"10"}                               | limit
                    {"query":"a","limit":2.5}                                | limit
                    {"query":"a","offset":-1}                                | offset
                    {"query":"a","mode":"psychic"}                           | mode
                    {"query":"a","mode":"VECTOR"}                            | mode
                    {"similarTo":"1","mode":"text"}                          | mode
                    {"terms":[{"text":"a"}],"mode":"hybrid"}                 | mode
                    {"query":"a","mode":"hybrid","offset":901}               | offset
                    {"query":"a","exact":"yes"}                              | exact
                    {"query":"a","catalogue":"No Such"}                      | catalogue
                    {"query":"a","catalogue":"nowhere"}                      | catalogue
                    {"query":"a","colour":"red"}                             | colour
                    {"query":"a","image":"abc"}                              | image
                    {"query":"a","similarTo":"1"}                            | similarTo
                    {"query":"a","terms":[{"text":"a"}]}                     | terms
                    {"query":"a","minScore":-0.1}                            | minScore
                    {"query":"a","minScore":1.5}                             | minScore
                    {"query":"a","minScore":"0.5"}                           | minScore
                    {"query":"a","minScore":[0.5]}                           | minScore
                    {"query":"a","minScore":0.5,"mode":"text"}               | minScore
                    {"similarTo":"1","minScore":0.5}                         | minScore
                    {"terms":[{"text":"a"}],"minScore":0.5}                  | minScore
                    {"query":"a","facets":["colour"]}                        | facets
                    {"query":"a","facets":[null]}                            | facets
                    {"query":"a","facets":"gender"}                          | facets
                    {"image":""}                                             | image
                    {"image":"no base64!"}                                   | image
                    {"image":"bm8gcGljdHVyZQ=="}                             | image
                    {"image":5}                                              | image
                    {"similarTo":" "}                                        | similarTo
                    {"similarTo":"no such product"}                          | similarTo
                    {"terms":[]}                                             | terms
                    {"terms":[{"text":""}]}                                  | terms[0].text
                    {"terms":[{"text":"a"},null]}                            | terms[1].text
                    {"terms":[{"text":"a","weight":0}]}                      | terms[0].weight
                    {"terms":[{"text":"a","weight":-11}]}                    | terms[0].weight
                    {"terms":[{"text":"a","weight":"much"}]}                 | terms[0].weight
                    {"terms":[{"text":"a","wieght":1}]}                      | terms[0].wieght
                    {"terms":[{"text":"a"},{"text":"a","weight":-1}]}        | terms
                    {"query":"a","explain":"yes"}                            | explain
                    {"query":"a","collapseDuplicates":"yes"}                 | collapseDuplicates
                    {"query":"a","collapseDuplicates":1}                     | collapseDuplicates
                    {"query":"a","model":"nobody"}                           | model
                    {"query":"a","model":"No such"}                          | model
                    {"query":"a","model":"a\\u0000"}                         | model
                    {"query":"a","model":5}                                  | model
                    {"query":"a","model":"stub-a","mode":"text"}             | model
                    {"query":"a","filters":"red"}                            | filters
                    {"query":"a","filters":{"colour":"Red"}}                 | filters.colour
                    {"query":"a","filters":{"gender":null}}                  | filters.gender
                    {"query":"a","filters":{"gender":[]}}                    | filters.gender
                    {"query":"a","filters":{"gender":[["Men"]]}}             | filters.gender
                    {"query":"a","filters":{"gender":"a\\u0000"}}            | filters.gender
                    {"query":"a","filters":{"gender":{}}}                    | filters.gender
                    {"query":"a","filters":{"gender":{"not":"Men"}}}         | filters.gender
                    {"query":"a","filters":{"gender":{"like":"M"}}}          | filters.gender
                    {"query":"a","filters":{"year":{"from":"2012"}}}         | filters.year
                    {"query":"a","filters":{"year":{"from":3,"to":2}}}       | filters.year
                    {"query":"a","filters":{"year":{"from":1e999}}}          | filters.year
                    {"query":"a","filters":{"year":"2012"}}                  | filters.year
                    {"query":"a","filters":{"year":[2012,"2013"]}}           | filters.year
                    {"query":"a","filters":{"year":{"not":["2012"]}}}        | filters.year
                    {"query":"a","filters":{"year":true}}                    | filters.year
                    {"query":"a","filters":{"size":38}}                      | filters.size
                    {"query":"a","filters":{"gender":{"from":1}}}            | filters.gender
                    """)
    void refusesWhatItCannotAnswerAndNamesTheField(String body, String field) {
        assertRefused(body, field);
    }

    @Test
    void saysWhichTypeAFilterTakes() {
        assertThat(post("{\"query\":\"a\",\"filters\":{\"year\":\"2012\"}}"))
                .bodyText()
                .contains("takes numbers: no product has a text there");
        assertThat(post("{\"query\":\"a\",\"filters\":{\"gender\":{\"to\":3}}}"))
                .bodyText()
                .contains("no product has a number there");
        assertThat(post("{\"query\":\"a\",\"filters\":{\"size\":{\"to\":38},\"year\":2012}}"))
                .hasStatusOk();
    }

    @Test
    void refusesAQueryOfTenThousandCharacters() {
        assertRefused("{\"query\":\"" + "a".repeat(10_000) + "\"}", "query");
        assertThat(post("{\"query\":\"" + "👟".repeat(QueryFields.LONGEST_TEXT) + "\"}"))
                .hasStatusOk();
    }

    @Test
    void refusesWhatIsNoJson() {
        for (String body :
                new String[] {"", "{", "[]", "\"red\"", "{\"query\":\"a\"} x", "{\"query\":\"a\",\"query\":\"b\"}"}) {
            assertThat(post(body)).hasStatus(400);
        }
    }

    private void assertRefused(String body, String field) {
        MvcTestResult result = post(body);
        assertThat(result).hasStatus(400);
        JsonNode problem = json.readTree(result.getResponse().getContentAsByteArray());
        assertThat(problem.path("errors").path(0).path("field").stringValue()).isEqualTo(field);
        assertThat(problem.path("detail").stringValue()).contains(field);
    }
}
