module Store
  class Item
    include Comparable
    attr_reader :name, :price

    def initialize(name, price)
      @name = name
      @price = price
    end

    def <=>(other)
      price <=> other.price
    end

    def total(qty = 1)
      apply_tax(price * qty)
    end

    private

    def apply_tax(amount)
      amount * TaxTable.rate_for(name)
    end
  end

  class TaxTable
    RATES = { food: 0.1 }.freeze

    class << self
      def rate_for(name)
        lookup(name) || default_rate
      end

      private

      def lookup(name)
        RATES[name]
      end

      def default_rate
        0.2
      end
    end
  end
end
