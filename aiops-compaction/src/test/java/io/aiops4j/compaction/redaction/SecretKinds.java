package io.aiops4j.compaction.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up secrets of every kind that is known, and the places where they show up. */
public final class SecretKinds {
  private static final String HEX = "0123456789abcdef";
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String ANY = LETTERS + "0123456789";

  /**
   * A text with a secret in it.
   *
   * @param text as it would be logged
   * @param secret what must not leave
   */
  public record Planted(String text, String secret) {}

  private SecretKinds() {}

  /** Random characters, at least two letters and two digits. */
  static String random(Random random, String alphabet, int length) {
    StringBuilder out = new StringBuilder("a1");
    while (out.length() < length - 2) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.append("7f").toString();
  }

  /** One token of each issuer: known wherever it stands. */
  public static List<String> tokens(Random random) {
    List<String> all = new ArrayList<>();
    for (TokenForms.Form form : TokenForms.all()) {
      all.add(form.prefix() + random(random, ANY, form.least() + random.nextInt(20)));
    }
    String head = "eyJ" + random(random, ANY, 20);
    String body = "." + random(random, ANY, 40);
    all.add(head + body + "." + random(random, ANY + "-_", 43));
    all.add(head + body + body + body + body);
    all.add("SG." + random(random, ANY, 22) + "." + random(random, ANY, 43));
    all.add("aB1" + "8Q~" + random(random, ANY, 34));
    all.add("1234567890:AA" + random(random, ANY + "-_", 33));
    all.add("1//0" + random(random, ANY + "-_", 60));
    return all;
  }

  /** Secrets that only what stands around them gives away. */
  public static List<Planted> inContext(Random random) {
    String word = random(random, ANY, 8 + random.nextInt(12));
    String hex = random(random, HEX, 32);
    String base64 = random(random, ANY + "+/", 40);
    List<Planted> all = new ArrayList<>();
    for (String text :
        List.of(
            "password=%",
            "db_pass=%",
            "DB_PASSWORD: '%'",
            "{\"clientSecret\":\"%\",\"n\":1}",
            "{\\\"password\\\":\\\"%\\\",\\\"n\\\":1}",
            "{'api_key': '%'}",
            "<password>%</password>",
            "GET /cb?access_token=%&state=1 200",
            "body password%3D%",
            "run --auth-token % --n 1",
            "AccountName=x;AccountKey=%;EndpointSuffix=core.windows.net",
            "Endpoint=sb://x/;SharedAccessKeyName=r;SharedAccessKey=%",
            "CREATE USER a WITH PASSWORD '%'",
            "redis://:%@cache:6379/0",
            "postgresql+psycopg2://svc:%@db:5432/x?sslmode=require",
            "amqp://guest:%@mq//",
            "Authorization: Bearer %",
            "\"authorization\": \"Bearer %\"",
            "Authorization: token %",
            "X-Api-Key: %",
            "curl -s -u admin:% https://x/",
            "Cookie: a=1; sid=%; theme=dark",
            "Set-Cookie: JSESSIONID=%; Path=/",
            "aws_secret_access_key = %",
            "Credential=%, SignedHeaders=host",
            "secretKey => \"%\"",
            "Config{User:a Token:% N:1}")) {
      String secret = text.contains("Bearer") ? hex : random.nextBoolean() ? word : base64;
      String safe = text.contains("://") ? word : secret;
      int place = text.lastIndexOf('%');
      all.add(new Planted(text.substring(0, place) + safe + text.substring(place + 1), safe));
    }
    all.add(new Planted("Authorization: Basic " + base64, base64));
    all.add(new Planted("X-Amz-Signature=" + hex, hex));
    all.add(new Planted("https://x.blob.core.windows.net/c?sv=1&sig=" + base64, base64));
    all.add(new Planted("_auth=" + base64, base64));
    all.add(new Planted("https://" + hex + "@o1.ingest.sentry.io/1", hex));
    all.add(new Planted("https://hooks.slack.com/services/T0/B0/" + word, word));
    all.add(new Planted("https://discord.com/api/webhooks/1/" + base64, base64));
    String pem = random(random, ANY + "+/", 64);
    String frame = "-----BEGIN OPENSSH " + "PRIVATE KEY-----";
    all.add(new Planted(frame + "\n" + pem + "\n-----END OPENSSH PRIVATE KEY-----", pem));
    all.add(new Planted("{\"private_key\": \"" + frame + "\\n" + pem + "\\n\"}", pem));
    all.add(new Planted(pem.replace("a1", "aB1"), pem.substring(4)));
    return all;
  }
}
