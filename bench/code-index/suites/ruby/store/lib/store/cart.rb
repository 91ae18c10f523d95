require_relative 'item'

module Store
  class Cart
    def initialize(logger: Logger.new)
      @items = []
      @logger = logger
    end

    def add(item)
      @items << item
      @logger.info("added #{item.name}")
      self
    end

    def each
      return to_enum(:each) unless block_given?
      @items.each { |item| yield item }
    end

    def total
      @items.map { |i| i.total }.sum
    end

    def report(&formatter)
      @items.each do |item|
        puts formatter.call(item)
      end
      summary
    end

    def summary
      "#{count} items"
    end

    def count
      @items.size
    end
  end

  class Logger
    def info(msg)
      write(:info, msg)
    end

    def write(level, msg)
      puts "#{level} #{msg}"
    end
  end
end
