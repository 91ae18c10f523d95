module App
  class Store
    def initialize
      @items = {}
    end

    def save(item)
      Format.pretty(item)
      validate(item)
    end

    private

    def validate(item)
      !item.nil?
    end
  end
end
