module App
  module Format
    def self.pretty(text)
      wrap(text)
    end

    def self.wrap(text)
      "<#{text}>"
    end
  end
end
