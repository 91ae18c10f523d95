module Shop
  class Cart
    LIMIT = 10

    def add(item)
      Line.new(item).price
    end

    class Line
      def initialize(item)
        @item = item
      end

      def price
        Shop.tax(@item)
      end
    end
  end

  def self.tax(item)
    item
  end

  module_function

  def round(n)
    n
  end
end

HANDLERS = { cart: Shop::Cart }.freeze
DEFAULT_CART = Shop::Cart

Shop::Cart::Line.new(1).price
DEFAULT_CART.new.add(2)
HANDLERS[:cart].new.add(3)
Shop.round(4)
