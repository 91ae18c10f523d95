class Command
  attr_accessor :receiver

  def initialize(receiver)
    @receiver = receiver
  end

  def execute
    raise NotImplementedError
  end

  def self.inherited(klass)
    super
    registry << klass
  end

  def self.registry
    @@registry ||= []
  end
end

class OnCommand < Command
  def execute
    receiver.turn_on
  end
end

class OffCommand < Command
  def execute
    @receiver.turn_off
  end
end

class Light
  def turn_on
    log('on')
  end

  def turn_off
    log('off')
  end

  private

  def log(state)
    puts state
  end
end

class Remote
  COMMANDS = [OnCommand, OffCommand].freeze

  def initialize
    @history = []
  end

  def press(command)
    command.execute
    @history.push(command)
  end

  def undo_all
    @history.reverse.each(&:execute)
  end

  def self.default(light)
    remote = new
    remote.press(OnCommand.new(light))
    remote
  end
end

light = Light.new
remote = Remote.default(light)
remote.press(OffCommand.new(light))
case ARGV.first
when 'undo' then remote.undo_all
end
