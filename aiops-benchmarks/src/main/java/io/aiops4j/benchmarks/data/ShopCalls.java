package io.aiops4j.benchmarks.data;

import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * One span of a kind of request, and the spans it causes.
 *
 * @param service its index among the services
 * @param operation the span's name
 * @param logs whether it writes a line
 * @param children in the order they are called, one after another
 */
record ShopCalls(int service, String operation, boolean logs, List<ShopCalls> children) {
  static final List<Component> SERVICES =
      Stream.of(
              "frontend",
              "products",
              "cart",
              "ads",
              "currency",
              "checkout",
              "payment",
              "shipping",
              "email",
              "recommendations")
          .map(Component::service)
          .toList();

  private static final ShopCalls PRODUCT = served(1, "Products/Get", query(1));
  private static final ShopCalls CART = served(2, "Cart/Get", query(2));
  private static final ShopCalls CONVERT = served(4, "Currency/Convert");
  private static final ShopCalls RECOMMEND =
      served(9, "Recommendations/List", call(9, served(1, "Products/List", query(1))));

  /** What visitors do, each as likely as the others. */
  static final List<ShopCalls> REQUESTS =
      List.of(
          served(
              0,
              "GET /",
              call(0, served(1, "Products/List", query(1))),
              call(0, CART),
              times(9, call(0, CONVERT)),
              call(0, served(3, "Ads/Get"))),
          served(
              0,
              "GET /product",
              call(0, PRODUCT),
              call(0, CART),
              call(0, CONVERT),
              call(0, RECOMMEND),
              times(4, call(0, PRODUCT)),
              call(0, served(3, "Ads/Get"))),
          served(0, "POST /cart", call(0, PRODUCT), call(0, served(2, "Cart/Add", query(2)))),
          served(
              0,
              "GET /cart",
              call(0, CART),
              call(0, RECOMMEND),
              times(7, call(0, PRODUCT)),
              times(7, call(0, CONVERT)),
              call(0, served(7, "Shipping/Quote"))),
          served(
              0,
              "POST /checkout",
              call(
                  0,
                  served(
                      5,
                      "Checkout/Place",
                      call(5, CART),
                      times(9, call(5, PRODUCT)),
                      times(9, call(5, CONVERT)),
                      call(5, served(7, "Shipping/Quote")),
                      call(5, served(6, "Payment/Charge")),
                      call(5, served(7, "Shipping/Ship")),
                      call(5, served(2, "Cart/Empty", query(2))),
                      call(5, served(8, "Email/Send")))),
              call(0, RECOMMEND),
              times(5, call(0, PRODUCT))));

  ShopCalls {
    children = List.copyOf(children);
  }

  /** {@return how many spans it makes} */
  int size() {
    return 1 + children.stream().mapToInt(ShopCalls::size).sum();
  }

  private static ShopCalls served(int service, String operation, ShopCalls... children) {
    return new ShopCalls(service, operation, true, flat(children));
  }

  /** The caller's side of a call. */
  private static ShopCalls call(int service, ShopCalls served) {
    return new ShopCalls(service, served.operation(), false, List.of(served));
  }

  private static ShopCalls query(int service) {
    return new ShopCalls(service, "sql.query", false, List.of());
  }

  /** The same call several times, as one element of the list that {@link #flat} opens. */
  private static ShopCalls times(int count, ShopCalls call) {
    return new ShopCalls(-1, "", false, Collections.nCopies(count, call));
  }

  private static List<ShopCalls> flat(ShopCalls... calls) {
    List<ShopCalls> all = new ArrayList<>();
    for (ShopCalls call : calls) {
      if (call.service() < 0) {
        all.addAll(call.children());
      } else {
        all.add(call);
      }
    }
    return all;
  }
}
