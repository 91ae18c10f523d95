require_relative 'core'

class Report
  def heading
    decorate(title)
  end

  def decorate(text)
    text.upcase
  end
end

class String
  def shout
    upcase
  end
end
