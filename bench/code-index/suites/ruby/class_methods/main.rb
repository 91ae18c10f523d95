class Config
  DEFAULT = 3

  class << self
    def load(path)
      parse(path)
    end

    def parse(path)
      new(path)
    end
  end

  def self.default
    @default ||= load('default')
  end

  def initialize(path)
    @path = path
  end

  def reset
    self.class.default
  end
end

class SpecialConfig < Config
  def self.special
    default
  end
end

Config.default.reset
SpecialConfig.special
Config.load('x').reset
